import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import importX from 'eslint-plugin-import-x';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

import { importArrows } from './scripts/importArrows.mjs';

/** The rules of eslint-plugin-n8n-nodes-base that n8n's scanner switches off, because the community plugin has newer ones. */
const retiredByN8n = Object.fromEntries(
	[
		'cred-class-field-documentation-url-miscased',
		'cred-class-field-type-options-password-missing',
		'node-class-description-inputs-wrong-regular-node',
		'node-class-description-outputs-wrong',
		'node-param-type-options-max-value-present',
	].map((rule) => [`n8n-nodes-base/${rule}`, 'off']),
);

const nodesBase = (set) => ({ ...n8nNodesBase.configs[set].rules, ...retiredByN8n });

export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', '.n8n-host/', '.run/', 'node_modules/'] },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		plugins: { 'import-x': importX, arrows: importArrows },
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'arrows/imports': 'error',
			'import-x/order': [
				'error',
				{
					groups: [
						['builtin', 'external'],
						['parent', 'sibling', 'index'],
					],
					'newlines-between': 'ignore',
					alphabetize: { order: 'asc', caseInsensitive: true },
				},
			],
		},
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		linterOptions: { noInlineConfig: true },
		rules: { 'no-console': 'error' },
	},
	{ files: ['nodes/**/*.ts'], rules: nodesBase('nodes') },
	{ files: ['credentials/**/*.ts'], rules: nodesBase('credentials') },
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: { ...nodesBase('community'), '@typescript-eslint/no-unused-expressions': 'off' },
	},
	{
		files: ['**/*.{js,mjs}'],
		extends: [js.configs.recommended],
		languageOptions: {
			globals: {
				module: 'writable',
				require: 'readonly',
				exports: 'writable',
				process: 'readonly',
				console: 'readonly',
			},
		},
	},
);
