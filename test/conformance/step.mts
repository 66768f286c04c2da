import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { resources } from '../../nodes/Shopify/operations/index.ts';
import { findOperation } from '../../nodes/shared/operation.ts';

/** What steps work on. All but the location is made by this run. */
export type Thing =
	| 'location'
	| 'product'
	| 'image'
	| 'variant'
	| 'metafield'
	| 'collection'
	| 'customer'
	| 'draft'
	/** A draft that is completed where orders cannot be made outright. */
	| 'spareDraft'
	/** The order that the draft becomes. */
	| 'draftedOrder'
	| 'order'
	| 'fulfillmentOrder'
	| 'fulfillment';

/** What the steps know of each other: the documented records as the last step showed them. */
export interface World extends Partial<Record<Thing, IDataObject>> {
	/** Tag, or part of the name, of everything that this run makes. */
	readonly mark: string;
	currency: string;
	/** A location where new products are not stocked yet; the only one where there is no other. */
	otherLocation?: IDataObject;
	/** How many records the listing gave for the filter that the count uses too. */
	listed?: number;
	/** Why there is nothing of a kind to work on. */
	missing: Partial<Record<Thing, string>>;
	/** Global ids of what this run has made and removed again. */
	readonly removed: Set<string>;
}

/** What one run of the node gave. */
export interface Outcome {
	/** Each output item's JSON. */
	items: IDataObject[];
	/** The first of them: the documented payload under Output: Full Payload. */
	payload: IDataObject;
	/** What ended the run: a sentence, and what to do about it. */
	error?: { message: string; advice: string };
}

/** One row of the table: one run of the node, and what must hold afterwards. */
export interface Step {
	resource: string;
	operation: string;
	/** What is special about this run, if the operation is run more than once. */
	about?: string;
	/** What it works on; without it the row is skipped. */
	needs?: readonly Thing[];
	/** What it makes: when it cannot, whatever needs that is skipped for its reason. */
	makes?: Thing;
	/** The node's parameters beyond resource and operation. */
	parameters?(world: World): INodeParameters;
	/** The input items; one empty item when left out. */
	items?(world: World): IDataObject[];
	/** Whether the errors of items become items. */
	keepsErrors?: boolean;
	/** Where the documented shape may have null; without it the shape is not compared. */
	nulls?: readonly string[];
	/** The operation of the same resource whose sample counts, if not its own. */
	sample?: string;
	/** For how long, in ms, a check that fails is given another try: search lags behind writes. */
	patience?: number;
	/** Whether there is nothing here to try it on. @returns why */
	idle?(outcome: Outcome, world: World): string | undefined;
	/** What does not hold, one sentence each. */
	check?(outcome: Outcome, world: World): string[];
	/** Keeps for later steps what this one made or read. */
	keep?(outcome: Outcome, world: World): void;
	/** A refusal that holds as well, because this shop does not have what the operation is for. */
	mayRefuse?(world: World): RegExp | undefined;
	/** Whether a refusal only means that the server or the token does not allow it. */
	optional?: boolean;
	/** Whether it is only another way to something that an earlier step has made. */
	unneeded?(world: World): boolean;
	/** Without it nothing else can be tried. */
	vital?: boolean;
}

/** A sentence when something does not hold. */
export const must = (holds: boolean, complaint: string): string[] => (holds ? [] : [complaint]);

/** The record under the payload's wrapper key. */
export const recordOf = ({ payload }: Outcome, key: string): IDataObject =>
	(payload[key] ?? {}) as IDataObject;

export const listOf = ({ payload }: Outcome, key: string): IDataObject[] =>
	(payload[key] ?? []) as IDataObject[];

/** Keeps the record under the wrapper key. */
export const keepAs =
	(thing: Thing, key: string): Step['keep'] =>
	(outcome, world) => {
		world[thing] = recordOf(outcome, key);
	};

/** Input: JSON with the documented payload, and all of the documented payload as output. */
export const json = (payload: IDataObject): INodeParameters => ({
	input: 'json',
	payload: JSON.stringify(payload),
	output: 'fullPayload',
});

/** A value of a record as text. */
export const text = (value: unknown): string =>
	typeof value === 'string' ? value : JSON.stringify(value ?? null);

/** A record's number. */
export const idOf = (record: IDataObject | undefined) => (record?.id ?? null) as number | null;

/** Whether two ids are the same, be they numbers or texts. */
export const sameId = (one: unknown, other: unknown): boolean => text(one) === text(other);

/** A resource locator set to By ID. */
export const byId = (record: IDataObject | undefined): INodeParameters => ({
	__rl: true,
	mode: 'id',
	value: text(record?.id),
});

/** A GraphQL request with Input: Fields. */
export const graphql = (query: string, variables: IDataObject): INodeParameters => ({
	query,
	variables: JSON.stringify(variables),
});

/** Whether the node has the step's operation. */
export const isThere = ({ resource, operation }: Step): boolean =>
	resources.some(
		({ option, operations }) =>
			option.value === resource && operations.some((one) => one.operation === operation),
	);

/** The documented sample that stands next to an operation. */
export const sampleOf = (resource: string, operation: string) =>
	findOperation(resources, resource, operation).sample;

export const documentedInput = (resource: string, operation: string): IDataObject =>
	sampleOf(resource, operation).input;

export const tagsOf = (record: IDataObject): string[] => text(record.tags).split(', ');

/** A filter that hardly any other record meets: the two seconds around its creation. */
export const bornWith = (record: IDataObject | undefined): IDataObject => {
	const at = (seconds: number) =>
		new Date(Date.parse(text(record?.created_at)) + seconds * 1000).toISOString();
	return { created_at_min: at(-2), created_at_max: at(2) };
};

/** How long search and counts may lag behind writes, in ms. */
export const SEARCH_LAG = 40_000;

/** No shop has an object of this number. */
export const UNKNOWN_ID = '1';
