import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation, Resource } from './operation';
import { isList } from './operation';

/** Where a parameter is shown. */
const shown = (
	{ resource, operation }: { resource: string; operation: string },
	more: Record<string, unknown[]> = {},
): INodeProperties['displayOptions'] => ({
	show: { resource: [resource], operation: [operation], ...more } as never,
});

const byName = (a: INodePropertyOptions, b: INodePropertyOptions) => a.name.localeCompare(b.name);

function resourceProperty<Client>(resources: ReadonlyArray<Resource<Client>>): INodeProperties {
	const options = resources.map(({ option }) => option).sort(byName);
	const [
		{
			option: { value: first },
		},
	] = resources;
	return {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options,
		default: first,
	};
}

function operationProperty<Client>({ option, operations }: Resource<Client>): INodeProperties {
	const options = operations.map((one) => ({ ...one.option, value: one.operation })).sort(byName);
	const usual = options.find(({ value }) => value === 'getAll' || value === 'get') ?? options[0];
	const { value: preferred } = usual;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options,
		default: preferred,
	};
}

const inputProperty: INodeProperties = {
	displayName: 'Input',
	name: 'input',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Fields',
			value: 'fields',
			description: 'Fill in a form',
		},
		{
			name: 'JSON',
			value: 'json',
			description: "Give the operation's whole input as one JSON object",
		},
	],
	default: 'fields',
	description: 'How to give the input of the operation',
};

const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: {
		minValue: 1,
	},
	default: 50,
	description: 'Max number of results to return',
};

const payload: INodeProperties = {
	displayName: 'Payload',
	name: 'payload',
	type: 'json',
	typeOptions: {
		rows: 8,
	},
	default: '{}',
	description: 'The documented input of the operation, as a JSON object',
};

/** The documented sample, to copy from. Prefilled as the payload it would be executed untouched. */
const example = (sample: IDataObject): INodeProperties => ({
	displayName: 'Example',
	name: 'payloadExample',
	type: 'json',
	noDataExpression: true,
	typeOptions: {
		rows: 12,
	},
	// Always disabled where it is shown: n8n does not honour editorIsReadOnly for JSON.
	disabledOptions: { show: { input: ['json'] } },
	default: JSON.stringify(sample, null, 2),
	description: 'A documented input to copy from; it is not sent',
});

/** The parameters of one operation: list window, form, or payload with its sample. */
function operationProperties<Client>(operation: Operation<Client>): INodeProperties[] {
	const fields = { input: ['fields'] };
	const json = { input: ['json'] };
	const window = isList(operation)
		? [
				{ ...returnAll, displayOptions: shown(operation) },
				{ ...limit, displayOptions: shown(operation, { ...fields, returnAll: [false] }) },
			]
		: [];
	if (operation.properties.length === 0) {
		return window.map((property) => ({ ...property, displayOptions: withoutInput(property) }));
	}
	return [
		...operation.properties.map((property) => ({
			...property,
			displayOptions: shown(operation, {
				...fields,
				...(property.displayOptions?.show as Record<string, unknown[]> | undefined),
			}),
		})),
		...window,
		{ ...payload, displayOptions: shown(operation, json) },
		{ ...example(operation.sample.input), displayOptions: shown(operation, json) },
	];
}

/** Operations without input have no Input parameter to depend on. */
function withoutInput({ displayOptions }: INodeProperties): INodeProperties['displayOptions'] {
	const show = Object.entries(displayOptions?.show ?? {}).filter(([name]) => name !== 'input');
	return { show: Object.fromEntries(show) };
}

/** The choice of output; operations whose record has no known fields offer less. */
function outputProperties<Client>(
	resources: ReadonlyArray<Resource<Client>>,
	fieldsMethod: string,
): INodeProperties[] {
	const records: INodePropertyOptions = {
		name: 'Records',
		value: 'records',
		description: 'One item for each record',
	};
	const full: INodePropertyOptions = {
		name: 'Full Payload',
		value: 'fullPayload',
		description: 'The documented payload with its wrapper, and the page cursors of a list',
	};
	const selectedFields: INodePropertyOptions = {
		name: 'Selected Fields',
		value: 'selectedFields',
		description: 'One item for each record, with the fields that you choose',
	};
	const simplified: INodePropertyOptions = {
		name: 'Simplified',
		value: 'simplified',
		description: 'One item for each record, with its most important fields',
	};
	return resources.flatMap(({ option, operations }) => {
		const rich = operations.filter(({ answer }) => answer.simplified !== undefined);
		const plain = operations.filter((one) => isList(one) && one.answer.simplified === undefined);
		const show = (some: Array<Operation<Client>>) => ({
			show: { resource: [option.value], operation: some.map(({ operation }) => operation) },
		});
		const output = (some: Array<Operation<Client>>, choices: INodePropertyOptions[]) =>
			some.length === 0
				? []
				: [
						{
							displayName: 'Output',
							name: 'output',
							type: 'options',
							noDataExpression: true,
							displayOptions: show(some),
							options: choices,
							default: 'records',
							description: 'What to hand on to the next node',
						},
					];
		const outputFields = {
			displayName: 'Output Field Names or IDs',
			name: 'outputFields',
			type: 'multiOptions',
			displayOptions: { show: { ...show(rich).show, output: ['selectedFields'] } },
			typeOptions: {
				loadOptionsMethod: fieldsMethod,
				loadOptionsDependsOn: ['resource', 'operation'],
			},
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		};
		return [
			...output(rich, [full, records, selectedFields, simplified]),
			...output(plain, [full, records]),
			...(rich.length > 0 ? [outputFields] : []),
		] as INodeProperties[];
	});
}

/** Options that every node has; a node adds its own beside them. */
export const maxConcurrentRequests: INodeProperties = {
	displayName: 'Max Concurrent Requests',
	name: 'maxConcurrentRequests',
	type: 'number',
	typeOptions: {
		minValue: 1,
		numberPrecision: 0,
	},
	default: 8,
	description:
		'How many requests may be under way at once. The rate limit of the shop is kept in any case.',
};

export const pageCursor: INodeProperties = {
	displayName: 'Page Cursor',
	name: 'pageCursor',
	type: 'string',
	default: '',
	placeholder: 'e.g. eyJsYXN0X2lkIjo0NTY3ODkwMTI0fQ==',
	description:
		'Where a Get Many operation starts: next_page or previous_page of an earlier answer (Output: Full Payload)',
};

/**
 * A node's properties, made from its operations.
 *
 * @param options own entries of the Options collection, in alphabetical order of their labels
 * @param fieldsMethod name of the node's load-options method that lists a record's fields
 */
export function describe<Client>(
	resources: ReadonlyArray<Resource<Client>>,
	options: INodeProperties[],
	fieldsMethod: string,
): INodeProperties[] {
	const operations = resources.flatMap((resource) => resource.operations);
	const withInput = resources.flatMap(({ option, operations: all }) => {
		const some = all.filter(({ properties }) => properties.length > 0);
		return some.length === 0
			? []
			: [
					{
						...inputProperty,
						displayOptions: {
							show: {
								resource: [option.value],
								operation: some.map(({ operation }) => operation),
							},
						},
					},
				];
	});
	return [
		resourceProperty(resources),
		...resources.map(operationProperty),
		...withInput,
		...operations.flatMap(operationProperties),
		...outputProperties(resources, fieldsMethod),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options,
		},
	];
}
