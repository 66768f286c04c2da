// eslint-plugin-n8n-nodes-base 2.0.0 over nodes, credentials and package.json.
// The five rules that are off are the ones that n8n's own strict configuration turns off too.
import base from 'eslint-plugin-n8n-nodes-base';
import { parser } from 'typescript-eslint';

const off = (...rules) =>
	Object.fromEntries(rules.map((rule) => [`n8n-nodes-base/${rule}`, 'off']));
const plugins = { 'n8n-nodes-base': base };
const languageOptions = { parser, parserOptions: { extraFileExtensions: ['.json'] } };

export default [
	{ ignores: ['dist/**'] },
	{ linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
	{
		files: ['package.json'],
		plugins,
		languageOptions,
		rules: base.configs.community.rules,
	},
	{
		files: ['credentials/**/*.ts'],
		plugins,
		languageOptions,
		rules: {
			...base.configs.credentials.rules,
			...off(
				'cred-class-field-documentation-url-miscased',
				'cred-class-field-type-options-password-missing',
			),
		},
	},
	{
		files: ['nodes/**/*.ts'],
		plugins,
		languageOptions,
		rules: {
			...base.configs.nodes.rules,
			...off(
				'node-class-description-inputs-wrong-regular-node',
				'node-class-description-outputs-wrong',
				'node-param-type-options-max-value-present',
			),
		},
	},
];
