import type { IDataObject } from 'n8n-workflow';

import type { Selection } from './selection';
import { readSelection, tokenize, Tokens } from './selection';

/** Shopify refuses a single query that costs more points than this, on every plan. */
export const MAX_QUERY_COST = 1000;

/** The longest page that a connection gives. */
export const MAX_PAGE = 250;

/**
 * Points that a document takes from the bucket before it runs.
 *
 * Shopify documents the rule in words (scalars 0, objects 1, connections by their size,
 * mutations 10); the figures for connections and the exceptions are fitted to recorded costs, so
 * they are an estimate: the answer's `extensions.cost` corrects it.
 */
const BASE = { mutation: 10, connection: 2 };

/** Factor of a connection of n entries. */
const sized = (n: number) => (n <= 0 ? 0 : Math.max(1, Math.floor(2 * Math.log(n))));

/** Root fields and mutations with a price of their own. */
const FIXED: Record<string, number> = {
	ordersCount: 10,
	productsCount: 10,
	customersCount: 10,
	locationsCount: 10,
	productVariantsCount: 10,
	collectionsCount: 10,
	refundCreate: 20,
	orderCapture: 20,
	fulfillmentTrackingInfoUpdate: 50,
	deliveryProfileCreate: 100,
	deliveryProfileUpdate: 100,
};

/** Objects that cost nothing, by the names of their fields. */
const FREE = new Set(['shopMoney', 'presentmentMoney', 'defaultAddress', 'measurement', 'weight']);

/** Money is an object of two scalars, a bag of money one of two monies. Both are free. */
const isMoney = (below: Selection) => {
	const names = Object.keys(below);
	return (
		names.every((name) => name === 'amount' || name === 'currencyCode') ||
		names.every((name) => name === 'shopMoney' || name === 'presentmentMoney')
	);
};

interface Document {
	kind: 'query' | 'mutation';
	selection: Selection;
	fragments: Map<string, Selection>;
	/** Its estimate, where that does not depend on the variables. */
	price?: number;
}

const FIELD = /^(?:\w+: )?(\w+)(?:\((.*)\))?/;

function windowSize(args: string | undefined, variables: IDataObject): number | undefined {
	const found = /\b(?:first|last): (?:\$(\w+)|(\d+))/.exec(args ?? '');
	if (!found) return undefined;
	const given = found[1] === undefined ? found[2] : variables[found[1]];
	return given === undefined || given === null ? undefined : Number(given);
}

function priceOf(selection: Selection, document: Document, variables: IDataObject): number {
	let sum = 0;
	let dearest = 0;
	const below = (inner: Selection) => priceOf(inner, document, variables);
	for (const [key, inner] of Object.entries(selection)) {
		if (key.startsWith('...')) {
			const fragment = document.fragments.get(key.slice(3).trim());
			if (fragment) sum += below(fragment);
			else if (inner !== true) dearest = Math.max(dearest, below(inner));
			continue;
		}
		if (inner === true) continue;
		sum += fieldPrice(key, inner, variables, below);
	}
	return sum + dearest;
}

function fieldPrice(
	key: string,
	inner: Selection,
	variables: IDataObject,
	below: (inner: Selection) => number,
): number {
	const [, name, args] = FIELD.exec(key) ?? ['', key, ''];
	if (name in FIXED) return FIXED[name];
	const { nodes, edges } = inner;
	if (nodes !== undefined || edges !== undefined || inner.pageInfo !== undefined) {
		const factor = sized(windowSize(args, variables) ?? MAX_PAGE);
		const each = [nodes, edges === true || edges === undefined ? undefined : edges.node];
		return each.reduce<number>(
			(price, entry) =>
				entry === undefined ? price : price + factor * (1 + (entry === true ? 0 : below(entry))),
			BASE.connection,
		);
	}
	if (isMoney(inner)) return 0;
	return (FREE.has(name) ? 0 : 1) + below(inner);
}

/** Reads a whole document: one operation and its fragments. */
export function readDocument(text: string): Document {
	const tokens = new Tokens(tokenize(text));
	const document: Document = { kind: 'query', selection: {}, fragments: new Map() };
	while (tokens.peek !== undefined) {
		const word = tokens.next();
		if (word === '{') {
			document.selection = readSelection(tokens);
		} else if (word === 'fragment') {
			const name = tokens.next();
			while (tokens.next() !== '{');
			document.fragments.set(name, readSelection(tokens));
		} else {
			if (word === 'mutation') document.kind = 'mutation';
			while (tokens.peek !== undefined && tokens.peek !== '{') {
				if (tokens.peek === '(') tokens.argumentsText();
				else tokens.next();
			}
		}
	}
	return document;
}

const MAX_REMEMBERED = 300;
const documents = new Map<string, Document>();

function remembered(text: string): Document {
	let document = documents.get(text);
	if (!document) {
		if (documents.size >= MAX_REMEMBERED) documents.clear();
		document = readDocument(text);
		documents.set(text, document);
	}
	return document;
}

/** Whether the document only reads. */
export const isQuery = (text: string): boolean => remembered(text).kind === 'query';

/** Points by which the answers to a document differ from its estimate. */
const corrections = new Map<string, number>();

/**
 * Corrects the estimate by what an answer says, so that a nearly empty bucket is judged rightly.
 *
 * @param requested the answer's requestedQueryCost
 */
export function learnCost(text: string, variables: IDataObject, requested: number): void {
	const off = requested - estimate(text, variables);
	if (off === 0 && !corrections.has(text)) return;
	if (corrections.size >= MAX_REMEMBERED) corrections.clear();
	corrections.set(text, off);
}

/**
 * Points that Shopify will ask for the document (its requestedQueryCost): estimated, and corrected
 * by earlier answers.
 */
export const documentCost = (text: string, variables: IDataObject): number =>
	Math.max(0, estimate(text, variables) + (corrections.get(text) ?? 0));

const PAGE_BY_VARIABLE = /\b(?:first|last): \$/;

function estimate(text: string, variables: IDataObject): number {
	const document = remembered(text);
	if (PAGE_BY_VARIABLE.test(text)) return priceOfDocument(document, variables);
	document.price ??= priceOfDocument(document, variables);
	return document.price;
}

function priceOfDocument(document: Document, variables: IDataObject): number {
	if (document.kind === 'query') return priceOf(document.selection, document, variables);
	let sum = 0;
	for (const [key, payload] of Object.entries(document.selection)) {
		const [, name] = FIELD.exec(key) ?? ['', key];
		sum += FIXED[name] ?? BASE.mutation;
		if (payload === true) continue;
		// The payload's own objects are free, what stands below them is not.
		for (const inner of Object.values(payload)) {
			if (inner !== true) sum += priceOf(inner, document, variables);
		}
	}
	return sum;
}

/**
 * The longest page, up to `wanted`, whose query stays within the cost limit.
 *
 * @param text a document whose page size is the variable `first`
 */
export function pageSize(text: string, variables: IDataObject, wanted: number): number {
	let size = Math.min(MAX_PAGE, Math.max(1, wanted));
	while (size > 1 && documentCost(text, { ...variables, first: size }) > MAX_QUERY_COST) size -= 1;
	return size;
}
