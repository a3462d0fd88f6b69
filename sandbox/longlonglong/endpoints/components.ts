import type { Call, Reply } from '../../http/call';
import type { World } from '../../world';
import { Complaints, flag, isSent, text, texts, wholeNumber, WORDS } from '../checks';
import type { Component } from '../data/model';
import { Refusal, success } from '../envelope';
import { readInput } from '../input';
import { isRequired } from '../rows';

const TYPES: ReadonlyArray<Component['type']> = ['text', 'number', 'date'];
const VALIDATIONS = ['sometimes', 'required'];

/** GET customer/create: the custom fields of the public pool, not paged (M-tmpl). */
export function showTemplate(world: World): Reply {
	const data = [...world.longlonglong.components.values()]
		.filter(({ enabled }) => enabled)
		.sort((one, other) => one.sort - other.sort)
		.map((component) => ({
			id: component.id,
			name: component.name,
			type: component.type,
			sort: component.sort,
			validate: validation(component, isRequired(component, world.settings)),
		}));
	return success('查看公海创建模板成功', data);
}

function validation({ validate }: Component, required: boolean): string[] {
	return required ? [...new Set(['required', ...validate.filter((word) => word !== 'sometimes')])] : validate;
}

/** PUT component/{component_id}: changes a custom field; every parameter may be left out (D-comp-put). */
export function changeComponent(world: World, call: Call): Reply {
	const store = world.longlonglong;
	const component = store.components.get(call.params.componentId ?? '');
	if (!component) throw new Refusal(404, '组件不存在');
	const input = readInput(call, world.settings);
	const complaints = new Complaints();

	const name = text(input, 'name', complaints);
	const taken = [...store.components.values()].some((other) => other !== component && other.name === name);
	if (name !== undefined && taken) complaints.add('name', WORDS.duplicate);

	const type = TYPES.find((known) => known === text(input, 'type', complaints));
	if (isSent(input.type) && !type) complaints.add('type', WORDS.choice);

	const sort = wholeNumber(input.sort);
	if (isSent(input.sort) && sort === undefined) complaints.add('sort', WORDS.integer);

	const validate = texts(input, 'validate', complaints);
	if (validate?.some((word) => !VALIDATIONS.includes(word))) complaints.add('validate', WORDS.choice);

	const enabled = isSent(input.status) ? flag(input, 'status', complaints) : component.enabled;
	complaints.stop(world.settings.validationCode);

	component.name = name ?? component.name;
	component.type = type ?? component.type;
	component.sort = sort ?? component.sort;
	component.enabled = enabled;
	if (validate ?? type)
		component.validate = [...typeRule(component.type), ...(validate ?? necessity(component))];
	store.touch();
	return success('公海组件修改成功', []);
}

function typeRule(type: Component['type']): string[] {
	return { text: [], number: ['integer'], date: ['date'] }[type];
}

function necessity({ validate }: Component): string[] {
	return validate.filter((word) => VALIDATIONS.includes(word));
}

/** DELETE component, body `{"deletes":["<component id>"]}` (D-comp-del). The reply is inferred. */
export function deleteComponents(world: World, call: Call): Reply {
	const input = readInput(call, world.settings);
	const complaints = new Complaints();
	const ids = texts(input, 'deletes', complaints) ?? [];
	if (!isSent(input.deletes) || ids.length === 0) complaints.add('deletes', WORDS.required);
	ids.forEach((id, index) => {
		if (!world.longlonglong.components.has(id)) complaints.add(`deletes.${index}`, WORDS.choice);
	});
	complaints.stop(world.settings.validationCode);
	for (const id of ids) world.longlonglong.components.delete(id);
	world.longlonglong.touch();
	return success('公海组件删除成功', []);
}
