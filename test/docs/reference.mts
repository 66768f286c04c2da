import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { FLATTENED, snake } from '../../nodes/shared/shapes.ts';
import type { Operation, Resource } from '../../nodes/shared/operation.ts';
import { isList } from '../../nodes/shared/operation.ts';

/** docs/operations.md, made from the operations themselves. */

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ').trim();

const row = (...cells: string[]) => `| ${cells.map(cell).join(' | ')} |`;

const table = (head: string[], rows: string[]) => [
	row(...head),
	row(...head.map(() => '---')),
	...rows,
	'',
];

/** Where the fields of a record come from: [field, source] for each; none when that is not known. */
export type Sources = (fields: readonly string[]) => Array<[string, string]>;

/** What a parameter takes, in words. */
function kindOf(property: INodeProperties): string {
	const many = property.typeOptions?.multipleValues === true;
	switch (property.type) {
		case 'resourceLocator':
			return 'ID, from a list or by URL';
		case 'options':
		case 'multiOptions': {
			const values = ((property.options ?? []) as INodePropertyOptions[]).map(({ value }) =>
				String(value),
			);
			const shown = values.length > 12 ? `${values.slice(0, 12).join(', ')}, …` : values.join(', ');
			return property.type === 'options' ? `one of ${shown}` : `list of ${shown}`;
		}
		case 'collection':
			return 'object';
		case 'fixedCollection':
			return many ? 'list of objects' : 'object';
		case 'dateTime':
			return 'date and time';
		case 'boolean':
			return 'true or false';
		case 'number':
			return property.typeOptions?.numberPrecision === 0 ? 'whole number' : 'number';
		case 'json':
			return 'JSON';
		default:
			return many ? 'list of texts' : 'text';
	}
}

/** The documented keys that a form leads to, nested ones with their path. */
function keysOf(properties: INodeProperties[], path = ''): string[] {
	return properties.flatMap((property): string[] => {
		if (property.type === 'notice') return [];
		const nested = (property.options ?? []) as Array<INodeProperties | INodePropertyCollection>;
		if (FLATTENED.has(property.name)) return keysOf(nested as INodeProperties[], path);
		const key = path + snake(property.name);
		const line = row(
			`\`${key}\``,
			property.displayName,
			kindOf(property) + (property.required ? ', required' : ''),
			property.description ?? '',
		);
		if (property.type === 'collection') {
			return [line, ...keysOf(nested as INodeProperties[], `${key}.`)];
		}
		if (property.type === 'fixedCollection') {
			const groups = nested as INodePropertyCollection[];
			const suffix = property.typeOptions?.multipleValues === true ? '[].' : '.';
			return [line, ...groups.flatMap((group) => keysOf(group.values, key + suffix))];
		}
		return [line];
	});
}

const json = (value: unknown) => ['```json', JSON.stringify(value, null, '\t'), '```', ''];

function promises({ hints }: Operation<never>): string {
	if (hints.readOnly) return 'Reads only.';
	const parts = [
		hints.destructive ? 'Removes or ends something.' : 'Changes the shop.',
		hints.idempotent ? 'Doing it twice has the effect of doing it once.' : '',
	];
	return parts.filter((part) => part !== '').join(' ');
}

function section(operation: Operation<never>, sourceOf: Sources): string[] {
	const { option, scopes, properties, answer, sample, resource } = operation;
	const written = scopes.map((scope) => `\`${scope}\``).join(', ');
	const needs = scopes.length > 0 ? written : resource === 'graphql' ? 'those of your query' : '';
	const keys = keysOf(properties);
	const fields = sourceOf(answer.fields ?? []);
	return [
		`### ${option.action}`,
		'',
		`${option.description}. ${promises(operation)}`,
		'',
		`Resource \`${resource}\`, operation \`${operation.operation}\`${isList(operation) ? ', with Return All and Limit' : ''}.${needs && ` Scopes: ${needs}.`}`,
		'',
		...(keys.length > 0 ? table(['Input', 'Label', 'Takes', 'Meaning'], keys) : ['No input.', '']),
		'<details><summary>Documented input and output</summary>',
		'',
		...json(sample.input),
		...json(sample.output),
		'</details>',
		'',
		...(fields.length > 0
			? [
					'<details><summary>Where each field of the output comes from</summary>',
					'',
					...table(
						['Field', 'Source'],
						fields.map(([name, source]) => row(`\`${name}\``, source)),
					),
					'</details>',
					'',
				]
			: []),
	];
}

/**
 * The reference of a node's operations as Markdown.
 *
 * @param title heading of the page
 * @param intro paragraphs below it
 * @param sourceOf tells the sources of a record's fields
 */
export function reference(
	title: string,
	intro: string[],
	resources: ReadonlyArray<Resource<never>>,
	sourceOf: Sources,
): string {
	const sorted = [...resources].sort((a, b) => a.option.name.localeCompare(b.option.name));
	const lines = sorted.flatMap(({ option, operations }) => [
		`## ${option.name}`,
		'',
		...[...operations]
			.sort((a, b) => a.option.name.localeCompare(b.option.name))
			.flatMap((operation) => section(operation, sourceOf)),
	]);
	return `${[`# ${title}`, '', ...intro.flatMap((text) => [text, '']), ...lines].join('\n').trim()}\n`;
}
