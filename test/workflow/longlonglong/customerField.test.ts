import { LONGLONGLONG } from '../../../sandbox';
import { useSandbox } from '../import/importing';
import { byId, pairs, run, wires } from './panel';

const sandbox = useSandbox();
const { components } = LONGLONGLONG;

describe('customerField', () => {
	it('getMany lists the custom fields', async () => {
		const { json, outputs } = await run(sandbox.current, 'customerField: getMany', { returnAll: true });
		expect(wires(sandbox.current)).toEqual(['GET /user/{user}/customer/create']);
		expect(json).toEqual([
			{ id: components.text, name: '意向产品', type: 'text', sort: 0, validate: ['sometimes'] },
			{
				id: components.number,
				name: '门店数量',
				type: 'number',
				sort: 1,
				validate: ['integer', 'sometimes'],
			},
			{ id: components.date, name: '预约日期', type: 'date', sort: 2, validate: ['date', 'sometimes'] },
		]);
		expect(pairs(outputs[0])).toEqual([0, 0, 0]);
		expect((await run(sandbox.current, 'customerField: getMany', { limit: 1 })).json).toHaveLength(1);
	});

	it('update changes what is given, and nothing else', async () => {
		const { json } = await run(sandbox.current, 'customerField: update', {
			fieldId: byId(components.text),
			updateFields: { name: '产品', type: 'text', sort: 3, required: true, status: true },
		});
		expect(wires(sandbox.current)).toEqual([
			`PUT /user/{user}/component/${components.text} {"status":true,"name":"产品","sort":3,"type":"text","validate":["required"]}`,
		]);
		expect(json).toMatchObject([{ updated: true, id: components.text, message: '公海组件修改成功' }]);
		await run(sandbox.current, 'customerField: update', {
			fieldId: byId(components.text),
			updateFields: { required: false },
		});
		expect(wires(sandbox.current).at(-1)).toMatch(/ \{"validate":\["sometimes"\]\}$/);
	});

	it('update says when there is nothing to change, and shows what the platform finds wrong', async () => {
		const fieldId = byId(components.text);
		const nothing = await run(sandbox.current, 'customerField: update', { fieldId });
		expect(nothing.error?.message).toBe("'Update Fields' is empty: there is nothing to change");
		expect(sandbox.current.requests.count).toBe(0);
		const updateFields = { name: '门店数量' };
		const { error } = await run(sandbox.current, 'customerField: update', { fieldId, updateFields });
		expect(error).toMatchObject({ message: 'name: 已经存在。', context: { data: { code: '422' } } });
	});

	const update = async (updateFields: object) =>
		await run(sandbox.current, 'customerField: update', {
			fieldId: byId(components.text),
			updateFields: { ...updateFields },
		});

	it('update converts switches and numbers that come as text', async () => {
		await update({ required: '={{ "false" }}', status: '={{ "True" }}', sort: '={{ "4" }}' });
		await update({ required: '={{ 1 }}', type: '={{ "Date" }}' });
		expect(wires(sandbox.current).map((wire) => wire.replace(/.* /, ''))).toEqual([
			'{"status":true,"sort":4,"validate":["sometimes"]}',
			'{"type":"date","validate":["required"]}',
		]);
	});

	it.each([
		['Name', { name: '={{ $json.nothing }}' }, 'is empty'],
		['Name', { name: ' ', sort: 1 }, 'is empty'],
		['Name', { name: '={{ ["a"] }}' }, 'must be text'],
		['Required', { required: '={{ undefined }}' }, 'is empty'],
		['Required', { required: '={{ "yes" }}' }, 'must be true or false'],
		['Enabled', { status: '={{ {} }}' }, 'must be true or false'],
		['Sort', { sort: '={{ "first" }}' }, 'must be a number'],
		['Type', { type: '={{ "money" }}' }, 'must be one of'],
	])("update refuses '%s' of %j", async (label, fields, why) => {
		const { error } = await update(fields);
		expect(error?.message).toContain(`'${label}' ${why}`);
		expect(sandbox.current.requests.count).toBe(0);
	});

	it('delete takes a field away', async () => {
		const { json } = await run(sandbox.current, 'customerField: delete', { fieldId: byId(components.date) });
		expect(wires(sandbox.current)).toEqual([
			`DELETE /user/{user}/component {"deletes":["${components.date}"]}`,
		]);
		expect(json).toEqual([{ deleted: true, id: components.date, message: '公海组件删除成功' }]);
		expect(sandbox.current.longlonglong.components.has(components.date)).toBe(false);
	});

	it('names the field that is not there', async () => {
		const { error } = await run(sandbox.current, 'customerField: update', {
			fieldId: byId('gone'),
			updateFields: { sort: 1 },
		});
		expect(error?.message).toBe(`组件不存在 (sent: user ID ${LONGLONGLONG.userId}, custom field ID gone)`);
	});
});
