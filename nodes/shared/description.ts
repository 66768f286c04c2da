import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Operation, Resource } from './operation';
import { ALL_ITEMS, isBatch, isList } from './operation';

/** Where a parameter is shown. */
const shown = (
	{ resource, operation }: { resource: string; operation: string },
	more: Record<string, unknown[]> = {},
): INodeProperties['displayOptions'] => ({
	show: { resource: [resource], operation: [operation], ...more } as never,
});

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

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

/** What a resource is opened for: reading, else creating, else what does no harm when done twice. */
function usualOperation<Client>(operations: Array<Operation<Client>>): string {
	const { operation } =
		operations.find((one) => one.operation === 'get' || one.operation === 'getAll') ??
		operations.find((one) => one.operation === 'create') ??
		operations.find(({ hints }) => hints.idempotent && !hints.destructive) ??
		operations[0];
	return operation;
}

function operationProperty<Client>({ option, operations }: Resource<Client>): INodeProperties {
	const sorted = [...operations].sort((a, b) => byName(a.option, b.option));
	const options = sorted.map((one) => ({ ...one.option, value: one.operation }));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [option.value] } },
		options,
		default: usualOperation(sorted),
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

/** An entry of a node's Options, and the operations that it does something for. */
export interface NodeOption {
	property: INodeProperties;
	/** Without it, all of them. */
	serves?<Client>(operation: Operation<Client>): boolean;
}

/** An entry for the operations that name it among their own `options`. */
export const forThoseThatReadIt = (property: INodeProperties): NodeOption => ({
	property,
	serves: ({ options = [] }) => options.includes(property.name),
});

export const maxConcurrentRequests: NodeOption = {
	property: {
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
	},
	// What takes all items at once bounds its requests itself.
	serves: (operation) => !isBatch(operation) || operation.batchSize < ALL_ITEMS,
};

export const batchSize: NodeOption = {
	property: {
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: {
			minValue: 1,
			numberPrecision: 0,
		},
		default: 1000,
		description:
			'How many items may share a request at most. As many as fit do so, such as 10 changes or 250 records that are read. 1 sends each item alone.',
	},
	serves: (operation) => operation.together === true || isBatch(operation),
};

export const pageCursor: NodeOption = {
	property: {
		displayName: 'Page Cursor',
		name: 'pageCursor',
		type: 'string',
		default: '',
		placeholder: 'e.g. eyJsYXN0X2lkIjo0NTY3ODkwMTI0fQ==',
		description:
			'Where the list starts: next_page or previous_page of an earlier answer (Output: Full Payload)',
	},
	serves: isList,
};

const readsInBulk = <Client>(operation: Operation<Client>) =>
	isList(operation) && operation.bulk !== undefined;

const writesInBulk = <Client>({ bulkFrom }: Operation<Client>) => bulkFrom !== undefined;

/** Bulk reads everything or nothing. */
const forWholeLists = { show: { '/returnAll': [true] } };

const bulkTimeout: INodeProperties = {
	displayName: 'Bulk Timeout (Minutes)',
	name: 'bulkTimeout',
	type: 'number',
	typeOptions: {
		minValue: 1,
	},
	default: 60,
	description:
		'How long to wait for a bulk operation of Shopify. After that it is cancelled: what it carried out counts, the other items fail.',
};

/** For nodes that know another way than pages and single requests, in the order of their labels. */
export const bulkOptions: NodeOption[] = [
	{
		property: {
			displayName: 'Bulk Import',
			name: 'bulkImport',
			type: 'options',
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
		serves: writesInBulk,
	},
	{
		property: {
			displayName: 'Bulk Import From (Items)',
			name: 'bulkFrom',
			type: 'number',
			typeOptions: {
				minValue: 1,
				numberPrecision: 0,
			},
			default: 500,
			description:
				'From how many items on a bulk import is used. When not added: 500, for metafields 20,000 and for stock 50,000, which share requests.',
		},
		serves: writesInBulk,
	},
	{ property: bulkTimeout, serves: writesInBulk },
	{
		property: {
			...bulkTimeout,
			displayOptions: forWholeLists,
			description:
				'How long to wait for a bulk operation of Shopify. After that it is cancelled; Auto then reads the pages of lists with up to 25,000 records, anything else fails.',
		},
		serves: readsInBulk,
	},
];

export const strategy: NodeOption = {
	property: {
		displayName: 'Strategy',
		name: 'strategy',
		type: 'options',
		displayOptions: forWholeLists,
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
	serves: readsInBulk,
};

/**
 * The Options of a resource's operations. Entries that do nothing for an operation are not in its
 * collection: an entry's own displayOptions could not tell pairs of resource and operation.
 */
function optionsProperties<Client>(
	{ option: { value: resource }, operations }: Resource<Client>,
	options: NodeOption[],
): INodeProperties[] {
	const collections = new Map<string, { entries: INodeProperties[]; names: string[] }>();
	for (const operation of operations) {
		const served = options.filter(({ serves }) => serves?.(operation) ?? true);
		const entries = served.map(({ property }) => property);
		const key = served.map((option) => options.indexOf(option)).join();
		const collection = collections.get(key) ?? { entries, names: [] };
		collections.set(key, collection);
		collection.names.push(operation.operation);
	}
	return [...collections.values()]
		.filter(({ entries }) => entries.length > 0)
		.map(({ entries, names }) => ({
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			displayOptions: {
				show: { ...conditionsOfOnly(entries), resource: [resource], operation: names },
			},
			default: {},
			options: entries,
		}));
}

/** Where an entry that stands alone is not shown, its collection would be empty. */
function conditionsOfOnly([entry, ...others]: INodeProperties[]) {
	if (others.length > 0) return {};
	const conditions = Object.entries(entry.displayOptions?.show ?? {});
	return Object.fromEntries(conditions.map(([name, values]) => [name.replace('/', ''), values]));
}

/**
 * A node's properties, made from its operations.
 *
 * @param options entries of the Options collections, in alphabetical order of their labels
 * @param fieldsMethod name of the node's load-options method that lists a record's fields
 */
export function describe<Client>(
	resources: ReadonlyArray<Resource<Client>>,
	options: NodeOption[],
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
		...resources.flatMap((resource) => optionsProperties(resource, options)),
	];
}
