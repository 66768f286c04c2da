import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { InputError } from './errors';
import type { Shape } from './shapes';
import type { BulkWish } from './strategy';

/** A file for the output: its content, whole or as a stream. */
export interface Attachment {
	content: Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];
	fileName: string;
	mimeType: string;
}

/**
 * One input item on its way through an operation.
 */
export interface Call {
	/** Index of the input item. */
	item: number;
	/** The documented input, checked: snake_case keys, as in the operation's sample. */
	input: IDataObject;
	/** Top-level fields of the record that the output needs; undefined when it needs all. */
	fields?: string[];
	/** A key that is the same in every retry of this item's work, one per purpose. */
	idempotencyKey(purpose: string): string;
	/** Shows the user a remark above the node's output. Equal remarks are shown once. */
	hint(message: string): void;
	/** Reads a binary property of the input item. */
	binary(property: string): Promise<{ data: Buffer; meta: IBinaryData }>;
	/** Gives the item's (first) output item a file under a binary property. */
	attach(property: string, file: Attachment): Promise<IBinaryData>;
}

/** A call that no item asked for, such as one that looks for changes: it reads only. */
export const callFor = (input: IDataObject): Call => ({
	item: 0,
	input,
	idempotencyKey: () => '',
	hint: () => undefined,
	binary: async () => await Promise.reject(new InputError('There is no binary data here')),
	attach: async () => await Promise.reject(new InputError('There is no item here for a file')),
});

/** A window on a list: at most `limit` records, continuing at `cursor`. */
export interface PageRequest {
	limit: number;
	cursor?: string;
}

/** One page of a list. `next` is null on the last page. */
export interface Page {
	records: IDataObject[];
	next: string | null;
	previous?: string | null;
}

/**
 * How an operation's answer is laid out.
 */
export interface AnswerLayout {
	/** The wrapper's key in the documented output ('order', 'orders'); none when the payload is the record. */
	key?: string;
	/** Whether the documented output is the list itself, without wrapper: its entries are the items. */
	bare?: boolean;
	/** A list inside the record: where the record has it, its entries are the items. */
	rows?: string;
	/** Names of the record's top-level fields, offered under Selected Fields. */
	fields?: readonly string[];
	/** Columns of a table of the records, as dot paths. */
	columns?: readonly string[];
	/** At most ten dot paths that make the Simplified record. */
	simplified?: readonly string[];
}

interface OperationBase {
	/** Stored value and group of the operation, as in the catalogue. */
	resource: string;
	operation: string;
	/** What the editor shows. `action` repeats the resource, in sentence case. */
	option: { name: string; action: string; description: string };
	/** What a caller may assume: reads only, destroys data, can be repeated without a second effect. */
	hints: { readOnly: boolean; destructive: boolean; idempotent: boolean };
	/** Access scopes that the platform asks for. */
	scopes: readonly string[];
	/** The form. Literal objects, so that the linters see them; they are also the input's schema. */
	properties: INodeProperties[];
	/** Documented keys whose form differs from their documented shape. */
	shapes?: Record<string, Shape>;
	/**
	 * The key under which the platform's documents show the body: 'product'. JSON input may have it,
	 * so that a documented body can be pasted as it is.
	 */
	wrapper?: string;
	/**
	 * Further rules of the platform for the whole input, such as the most entries of a list. They are
	 * applied to every item before the first request.
	 *
	 * @param option reads an entry of the node's Options; undefined when it was not added
	 * @throws InputError that names the field
	 */
	verify?(input: IDataObject, option: (name: string) => unknown): void;
	answer: AnswerLayout;
	/** The documented input and output: shown as an example, and the source of schema and contract tests. */
	sample: { input: IDataObject; output: IDataObject | IDataObject[] };
	/**
	 * What the item changes, when it changes something: items with the same subject run one after
	 * the other, in their order. The default is the value of the first required field.
	 *
	 * @param together whether items share requests
	 */
	subject?(input: IDataObject, together: boolean): string | undefined;
	/**
	 * Whether the client can put what many items ask for into common requests. The engine then has
	 * many items under way at once, and the client bounds the requests.
	 */
	together?: boolean;
	/** From how many items on a job of the platform pays for what they write; without it, never. */
	bulkFrom?: number;
	/** Entries of the node's Options that the operation's own work reads, by name; the engine's are known. */
	options?: readonly string[];
}

/** How the items of one run share requests. */
export interface Sharing {
	/** Most items in one request; 1 when each item is to be sent alone. */
	size: number;
	/** Most requests under way at once. */
	requests: number;
	/** Whether n8n runs the node again when it fails, with the same items and idempotency keys. */
	retried: boolean;
	/** Set where so many items write that a job of the platform carries them out together. */
	bulk?: { items: number; from: number; timeoutMs: number };
	/** Whether the run has stopped: what was not sent yet stays unsent. */
	stopped(): boolean;
}

/** An item's work was not begun because the run had stopped before: it has no outcome. */
export class Withdrawn extends Error {}

/** An operation that serves one item at a time and answers with the documented payload. */
export interface SingleOperation<Client> extends OperationBase {
	run(call: Call, client: Client): Promise<IDataObject>;
}

/** A batch of all items of the run. */
export const ALL_ITEMS = Number.MAX_SAFE_INTEGER;

/** An operation that serves many items with few requests: one payload or error per call, in order. */
export interface BatchOperation<Client> extends OperationBase {
	/** Most calls in one batch; ALL_ITEMS where what belongs together is found among all of them. */
	batchSize: number;
	runBatch(calls: Call[], client: Client): Promise<Array<IDataObject | Error>>;
}

/** A whole list on its way by another way than pages. */
export interface BulkList {
	/** Its records. Nothing is asked of the platform before the first portion is. */
	portions: AsyncIterable<IDataObject[]>;
	/** Whether the platform ends the pages of such a list before its end. */
	tooLongForPages: boolean;
}

/** An operation that lists records page by page; the engine follows the pages. */
export interface ListOperation<Client> extends OperationBase {
	list(call: Call, client: Client, page: PageRequest): Promise<Page>;
	/** After how many records the platform ends the pages of a list, whatever is left of it. */
	pagesEndAt?: number;
	/**
	 * All records, in portions, by a way that is not pages.
	 *
	 * @returns undefined where there is none, or where the pages are the better way
	 */
	bulk?(call: Call, client: Client, wish: BulkWish): Promise<BulkList | undefined>;
}

export type Operation<Client> =
	SingleOperation<Client> | BatchOperation<Client> | ListOperation<Client>;

/** A resource of the node: its label and its operations. */
export interface Resource<Client> {
	option: INodePropertyOptions & { value: string };
	operations: ReadonlyArray<Operation<Client>>;
}

export const isList = <Client>(operation: Operation<Client>): operation is ListOperation<Client> =>
	'list' in operation;

export const isBatch = <Client>(
	operation: Operation<Client>,
): operation is BatchOperation<Client> => 'runBatch' in operation;

/**
 * Finds the operation that the node's parameters name.
 *
 * @throws InputError when there is none, which means that the workflow was edited by hand
 */
export function findOperation<Client>(
	resources: ReadonlyArray<Resource<Client>>,
	resource: string,
	operation: string,
): Operation<Client> {
	const found = resources
		.find(({ option }) => option.value === resource)
		?.operations.find((candidate) => candidate.operation === operation);
	if (!found) throw new InputError(`This node has no operation '${operation}' of '${resource}'`);
	return found;
}
