import { checkProperties } from '../../../../platform/checkProperties';
import * as check from './check.operation';

export const operations = { check };

export const description = [
	...checkProperties('See what NXLink does for this account where its documents are silent'),
	...check.description,
];
