import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { resources } from '../../nodes/Shopify/operations/index.ts';
import { findOperation } from '../../nodes/shared/operation.ts';

/** What the steps know of each other: what they made, and what they read of it. */
export interface World {
	/** Tag of everything that this run makes. */
	readonly mark: string;
	currency: string;
	/** The documented product and order, as the last step that answered them showed them. */
	product?: IDataObject;
	order?: IDataObject;
	/** Global id of a draft that an order was made from. */
	draft?: string;
	/** How many orders the listing gave for the filter that the count uses too. */
	listed?: number;
	/** Why there is no product or no order to work on. */
	missing: { product?: string; order?: string };
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
	needs?: 'product' | 'order';
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
	/** Told when it failed or was refused. */
	giveUp?(reason: string, world: World): void;
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

/** Input: JSON with the documented payload. */
export const json = (payload: IDataObject): INodeParameters => ({
	input: 'json',
	payload: JSON.stringify(payload),
});

/** A value of a record as text. */
export const text = (value: unknown): string =>
	typeof value === 'string' ? value : JSON.stringify(value ?? null);

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

/** The documented sample that stands next to an operation. */
export const sampleOf = (resource: string, operation: string) =>
	findOperation(resources, resource, operation).sample;

export const documentedInput = (resource: string, operation: string): IDataObject =>
	sampleOf(resource, operation).input;

export const tagsOf = (record: IDataObject): string[] => text(record.tags).split(', ');

/** How long search and counts may lag behind writes, in ms. */
export const SEARCH_LAG = 40_000;

/** No shop has an object of this number. */
export const UNKNOWN_ID = '1';
