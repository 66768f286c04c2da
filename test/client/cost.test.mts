import { parse } from 'graphql';

import {
	documentCost,
	isQuery,
	MAX_QUERY_COST,
	pageSize,
} from '../../nodes/Shopify/client/cost.ts';
import { FACTORS, PRICED } from './documents.mts';

describe('points that a document asks for', () => {
	it.each(PRICED)('%s', (_, text, points) => {
		expect(() => parse(text)).not.toThrow();
		expect(documentCost(text, {})).toBe(points);
	});

	it.each(FACTORS)('a connection of %i entries counts each of them %i times', (first, factor) => {
		const text = `{ orders(first: ${first}) { nodes { id } } }`;
		const deep = `{ orders(first: ${first}) { nodes { customer { id } } } }`;
		expect(documentCost(text, {})).toBe(2 + factor);
		expect(documentCost(deep, {})).toBe(2 + 2 * factor);
	});

	it('a longer connection never costs less', () => {
		const costs = Array.from({ length: 251 }, (_, first) =>
			documentCost('query ($first: Int!) { orders(first: $first) { nodes { id } } }', { first }),
		);
		expect(costs).toEqual([...costs].sort((a, b) => a - b));
	});

	it('the length may be a variable', () => {
		const text = 'query List($n: Int!) { orders(query: "x", first: $n) { nodes { id } } }';
		expect(documentCost(text, { n: 10 })).toBe(6);
		expect(documentCost(text, { n: 250 })).toBe(13);
	});

	it('an unknown length counts as the longest', () => {
		const text = 'query ($n: Int) { orders(first: $n) { nodes { id } } }';
		expect(documentCost(text, {})).toBe(documentCost(text, { n: 250 }));
	});

	it.each([
		['braces in a text', '{ orders(first: 10, query: "a } { b") { nodes { id } } }', 6],
		['a comment', '{ # { orders }\n orders(first: 10) { nodes { id } } }', 6],
		['a block text', '{ orders(first: 10, query: """a } "b" {""") { nodes { id } } }', 6],
		['a directive', '{ orders(first: 10) @include(if: true) { nodes { id } } }', 6],
		[
			'a directive on the operation',
			'query Q @live(if: true) { orders(first: 10) { nodes { id } } }',
			6,
		],
		[
			'a default that is an object',
			'query Q($x: In = {a: {b: 1}}) { orders(first: 10) { nodes { id } } }',
			6,
		],
		[
			'an idempotency key',
			'mutation M($k: String!) { tagsAdd(id: "1", tags: []) @idempotent(key: $k) { node { id } } }',
			10,
		],
		['first inside an object', '{ orders(first: 10, by: {x: 1}) { nodes { id } } }', 6],
	])('%s does not mislead it', (_, text, points) => {
		expect(documentCost(text, {})).toBe(points);
	});
});

describe('whether a document only reads', () => {
	it.each([
		['{ shop { name } }', true],
		['query Mutation { shop { name } }', true],
		['# mutation\nquery { mutation: shop { name } }', true],
		['mutation { tagsAdd(id: "1", tags: []) { node { id } } }', false],
		['fragment F on Order { id } mutation { orderOpen(input: {}) { order { ...F } } }', false],
		['query A { shop { name } } mutation B { orderOpen(input: {}) { order { id } } }', false],
	])('%s: %s', (text, reads) => {
		expect(isQuery(text)).toBe(reads);
	});

	it.each(['query {', '{ shop { name }', 'query ($a: Int'])('%s is refused', (text) => {
		expect(() => isQuery(text)).toThrow('ends too early');
	});
});

describe('the longest page that fits', () => {
	const cheap = 'query ($first: Int!) { orders(first: $first) { nodes { id } } }';
	// 110 objects for each entry: 250 entries would take 2 + 11 * 111 points.
	const objects = Array.from({ length: 110 }, (_, index) => `o${index}: customer { id }`).join(' ');
	const dear = `query ($first: Int!) { orders(first: $first) { nodes { ${objects} } } }`;

	it.each([
		[1, 1],
		[250, 250],
		[1000, 250],
		[Infinity, 250],
	])('of %d wanted entries of a cheap list: %d', (wanted, size) => {
		expect(pageSize(cheap, {}, wanted)).toBe(size);
	});

	it('of a dear one: as many as the limit of a query lets in, and not one less', () => {
		const size = pageSize(dear, {}, 250);
		expect(documentCost(dear, { first: size })).toBeLessThanOrEqual(MAX_QUERY_COST);
		expect(documentCost(dear, { first: size + 1 })).toBeGreaterThan(MAX_QUERY_COST);
	});

	it('is one when not even that fits: Shopify has the last word', () => {
		const many = Array.from({ length: 1200 }, (_, index) => `o${index}: customer { id }`).join(' ');
		expect(
			pageSize(`query ($first: Int!) { orders(first: $first) { nodes { ${many} } } }`, {}, 50),
		).toBe(1);
	});

	it('other variables stay as they are', () => {
		const text =
			'query ($first: Int!, $inner: Int!) { orders(first: $first) { nodes { lineItems(first: $inner) { nodes { id a { id } b { id } c { id } d { id } e { id } f { id } g { id } h { id } } } } } }';
		expect(pageSize(text, { inner: 1 }, 250)).toBe(250);
		expect(pageSize(text, { inner: 250 }, 250)).toBeLessThan(250);
	});
});
