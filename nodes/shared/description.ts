import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation, Resource } from './operation';
import { isBatch, isList } from './operation';

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

/** What a file looks like, for operations that list records. */
function fileProperties(show: Record<string, unknown[]>): INodeProperties[] {
	const displayOptions = { show: { ...show, output: ['file'] } } as never;
	return [
		{
			displayName: 'File Format',
			name: 'fileFormat',
			type: 'options',
			displayOptions,
			options: [
				{
					name: 'CSV',
					value: 'csv',
					description: 'A table with one row for each record; lists are JSON inside their cell',
				},
				{
					name: 'JSONL',
					value: 'jsonl',
					description: 'One record as JSON in each line, with everything in it',
				},
			],
			default: 'jsonl',
		},
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			displayOptions,
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'File Options',
			name: 'fileOptions',
			type: 'collection',
			placeholder: 'Add Option',
			displayOptions,
			default: {},
			options: [
				{
					displayName: 'Byte Order Mark',
					name: 'byteOrderMark',
					type: 'boolean',
					default: false,
					description:
						'Whether to begin a CSV file with the mark by which Excel knows that it is UTF-8',
				},
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. orders-2026-11',
					description: 'Name of the file without its ending',
				},
				{
					displayName: 'Guard Formulas',
					name: 'guardFormulas',
					type: 'boolean',
					default: true,
					description:
						'Whether to put an apostrophe before texts in a CSV file that a spreadsheet would take for a formula',
				},
			],
		},
	];
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
	const toFile: INodePropertyOptions = {
		name: 'File',
		value: 'file',
		description: 'One item with a file that holds all records, for lists too long to be items',
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
		const simple = ({ answer }: Operation<Client>) => answer.simplified !== undefined;
		const rich = operations.filter(simple);
		const lists = operations.filter(isList);
		const plain = lists.filter((one) => !simple(one));
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
			displayOptions: { show: { ...show(rich).show, output: ['file', 'selectedFields'] } },
			typeOptions: {
				loadOptionsMethod: fieldsMethod,
				loadOptionsDependsOn: ['resource', 'operation'],
			},
			default: [],
			description:
				'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		};
		return [
			...output(
				rich.filter((one) => !isList(one)),
				[full, records, selectedFields, simplified],
			),
			...output(lists.filter(simple), [toFile, full, records, selectedFields, simplified]),
			...output(plain, [toFile, full, records]),
			...(rich.length > 0 ? [outputFields] : []),
			...(lists.length > 0 ? fileProperties(show(lists).show) : []),
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

/**
 * Batch Size, shown for the operations whose items can share requests. An option cannot be shown by
 * pairs of resource and operation, so a few others show it, too.
 */
export function batchSize<Client>(resources: ReadonlyArray<Resource<Client>>): INodeProperties {
	const shares = (one: Operation<Client>) => one.together === true || isBatch(one);
	const sharing = resources.filter(({ operations }) => operations.some(shares));
	const operations = sharing.flatMap((resource) => resource.operations);
	const lists = new Set(operations.filter(isList).map(({ operation }) => operation));
	const names = operations.filter(shares).map(({ operation }) => operation);
	return {
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: {
			minValue: 1,
			numberPrecision: 0,
		},
		displayOptions: {
			show: {
				'/resource': sharing.map(({ option }) => option.value),
				'/operation': [...new Set(names)].filter((name) => !lists.has(name)),
			},
		},
		default: 1000,
		description:
			'How many items may share a request at most. As many as fit do so, such as 10 changes or 250 records that are read. 1 sends each item alone.',
	};
}

export const pageCursor: INodeProperties = {
	displayName: 'Page Cursor',
	name: 'pageCursor',
	type: 'string',
	default: '',
	placeholder: 'e.g. eyJsYXN0X2lkIjo0NTY3ODkwMTI0fQ==',
	description:
		'Where a Get Many operation starts: next_page or previous_page of an earlier answer (Output: Full Payload)',
};

/** How whole lists are read, for nodes that know another way than pages. */
export const bulkOptions = <Client>(
	resources: ReadonlyArray<Resource<Client>>,
): Record<'strategy' | 'bulkTimeout' | 'bulkImport' | 'bulkFrom', INodeProperties> => {
	const able = resources.flatMap(({ operations }) =>
		operations.filter((one) => isList(one) && one.bulk !== undefined),
	);
	const writers = resources.flatMap(({ operations }) =>
		operations.filter(({ bulkFrom }) => bulkFrom !== undefined),
	);
	type Some = typeof writers;
	const shownFor = (some: Some, more: Record<string, unknown[]> = {}) =>
		({
			show: {
				'/resource': [...new Set(some.map(({ resource }) => resource))],
				'/operation': [...new Set(some.map(({ operation }) => operation))],
				...more,
			},
		}) as INodeProperties['displayOptions'];
	const displayOptions = shownFor(able, { '/returnAll': [true] });
	const writing = shownFor(writers);
	const either = shownFor([...able, ...writers]);
	return {
		bulkImport: {
			displayName: 'Bulk Import',
			name: 'bulkImport',
			type: 'options',
			displayOptions: writing,
			options: [
				{
					name: 'Auto',
					value: 'auto',
					description: 'Many items are carried out by one background job of Shopify',
				},
				{
					name: 'Off',
					value: 'off',
					description: 'Items are always sent as requests',
				},
			],
			default: 'auto',
			description:
				'How to carry out many items. All lines of a job are carried out, also after one is refused.',
		},
		bulkFrom: {
			displayName: 'Bulk Import From (Items)',
			name: 'bulkFrom',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			displayOptions: writing,
			default: 500,
			description:
				'From how many items on a bulk import is used. When not added: 500, for metafields 20,000 and for stock 50,000, which share requests.',
		},
		strategy: {
			displayName: 'Strategy',
			name: 'strategy',
			type: 'options',
			displayOptions,
			options: [
				{
					name: 'Auto',
					value: 'auto',
					description: 'Whichever is quicker by the number of records; bulk beyond 25,000',
				},
				{
					name: 'Bulk',
					value: 'bulk',
					description: 'Shopify prepares a file with all records in the background',
				},
				{
					name: 'Pages',
					value: 'pages',
					description: 'One page after the other; Shopify ends lists after 25,000 records',
				},
			],
			default: 'auto',
			description: 'How to read all records of a list',
		},
		bulkTimeout: {
			displayName: 'Bulk Timeout (Minutes)',
			name: 'bulkTimeout',
			type: 'number',
			displayOptions: either,
			typeOptions: { minValue: 1 },
			default: 60,
			description:
				'How long to wait for a bulk operation of Shopify. After that it is cancelled and the node fails.',
		},
	};
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
