/** Nested lists: what they share, and what is reported of those that go on. */
import { print } from '../../nodes/Shopify/client/selection.ts';
import type { Selection } from '../../nodes/Shopify/client/selection.ts';
import { Order } from '../../nodes/Shopify/payloads/order.ts';
import {
	extend,
	legacyId,
	list,
	only,
	payload,
	plain,
	remainders,
	selectionOf,
	type Field,
	type Node,
} from '../../nodes/Shopify/payloads/payload.ts';
import { Product } from '../../nodes/Shopify/payloads/product.ts';
import { connection, lineItem, order, product, variant } from './shapes.mts';

const keys = (selection: Selection, name: string) =>
	Object.keys(selection).filter((key) => key.startsWith(`${name}(`));

const text = (field: Field) =>
	print(typeof field.select === 'function' ? field.select('2026-10') : field.select);

test('fields that read the same list ask for it once', () => {
	expect(keys(selectionOf(Order, '2026-10'), 'lineItems')).toHaveLength(1);
	expect(keys(selectionOf(Product, '2026-10'), 'variants')).toHaveLength(1);
	expect(keys(selectionOf(Product, '2026-10'), 'images')).toHaveLength(1);
});

test('a field alone asks for no more than it needs', () => {
	expect(print(selectionOf(Product, '2026-10', ['title']))).toBe('title');
	expect(print(selectionOf(Order, '2026-10', ['total_line_items_price']))).toBe(
		'id lineItems(first: 20) { nodes { originalUnitPriceSet { shopMoney { amount currencyCode } } quantity } pageInfo { hasNextPage endCursor } }',
	);
	expect(Object.keys(selectionOf(Product, '2026-10', ['images'])).sort()).toEqual([
		'id',
		'images(first: 30)',
		'media(first: 30)',
		'variants(first: 30)',
	]);
});

test('a list that goes on is reported once, with all that is needed of it', () => {
	const long = { ...order, lineItems: connection([lineItem()], 'cursor') };
	const found = remainders(Order, long);
	expect(found).toHaveLength(1);
	expect(found[0]).toMatchObject({ parent: long, type: 'Order', alias: 'lineItems' });
	expect(text(found[0].field)).toContain('customAttributes');
	expect(remainders(Order, long, ['email'])).toEqual([]);
	expect(remainders(Order, long, ['total_line_items_price'])).toHaveLength(1);
});

test('what a record needs of the lists around it is completed, too', () => {
	const long = { ...product, variants: connection([variant()], 'a'), media: connection([], 'b') };
	expect(remainders(Product, long, ['images']).map(({ alias }) => alias)).toEqual([
		'media',
		'variants',
	]);
	const variants = remainders(Product, long).find(({ alias }) => alias === 'variants');
	expect(variants && text(variants.field)).toContain('image { id }');
	expect(variants && text(variants.field)).toContain('selectedOptions');
});

test('a list within a nested object is reported with the object that holds it', () => {
	const [refund] = order.refunds as Node[];
	const long = { ...refund, transactions: connection([], 'cursor') };
	expect(remainders(Order, { ...order, refunds: [long] })).toMatchObject([
		{ parent: long, type: 'Refund', alias: 'transactions' },
	]);
});

test('every object that holds a list is asked for its id', () => {
	expect(print(selectionOf(Order, '2026-10', ['refunds']))).toMatch(/^refunds\(first: 250\) { id /);
});

test('arguments are written as GraphQL wants them', () => {
	const table = payload('Customer', {
		orders: list('orders', payload('Order', { id: legacyId() }), {
			args: 'reverse: true',
			first: 2,
		}),
	});
	expect(print(selectionOf(table, '2026-10'))).toContain('orders(first: 2 reverse: true) {');
});

test('payloads are narrowed and extended without touching the first', () => {
	const base = payload('Shop', { id: legacyId(), name: plain('name') });
	expect(Object.keys(only(base, ['name']).fields)).toEqual(['name']);
	expect(only(base)).toBe(base);
	expect(Object.keys(extend(base, { email: plain('email') }).fields)).toEqual([
		'id',
		'name',
		'email',
	]);
	expect(Object.keys(base.fields)).toEqual(['id', 'name']);
});
