import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import type { AnswerLayout, Resource } from '../../nodes/shared/operation.ts';
import type { OutputChoice } from '../../nodes/shared/output.ts';
import {
	neededFields,
	outputFieldOptions,
	readOutput,
	shapeOutput,
} from '../../nodes/shared/output.ts';
import { parameters } from './contexts.mts';

const layout: AnswerLayout = {
	key: 'order',
	fields: ['id', 'name', 'customer', 'line_items', 'tags'],
	simplified: ['id', 'name', 'customer.email', 'line_items.title'],
};

const record = {
	id: 1,
	name: '#1001',
	customer: { email: 'a@example.com', address: { city: 'Paris' } },
	line_items: [{ title: 'Shirt' }, { title: 'Cap' }],
	tags: '',
};

const choice = (mode: OutputChoice['mode'], ...selected: string[]): OutputChoice => ({
	mode,
	selected,
});

describe('Records', () => {
	it('takes the wrapper off', () => {
		expect(shapeOutput({ order: record }, layout, choice('records'))).toEqual([record]);
	});

	it('gives one item for each record of a list', () => {
		const payload = { orders: [record, { ...record, id: 2 }], next_page: 'x' };
		const items = shapeOutput(payload, { ...layout, key: 'orders' }, choice('records'));
		expect(items.map(({ id }) => id)).toEqual([1, 2]);
	});

	it('gives one item for each row that a record has, and the record when it has none', () => {
		const file: AnswerLayout = { key: 'export', rows: 'rows' };
		const rows = [{ a: '1' }, { a: '2' }];
		expect(shapeOutput({ export: { id: 1, rows } }, file, choice('records'))).toEqual(rows);
		expect(shapeOutput({ export: { id: 1, rows: [] } }, file, choice('records'))).toEqual([]);
		expect(shapeOutput({ export: { id: 1 } }, file, choice('records'))).toEqual([{ id: 1 }]);
	});

	it('gives no item for an empty list', () => {
		expect(shapeOutput({ orders: [] }, { key: 'orders' }, choice('records'))).toEqual([]);
	});

	it('gives the payload itself where there is no wrapper', () => {
		expect(shapeOutput({ count: 5 }, {}, choice('records'))).toEqual([{ count: 5 }]);
	});

	it.each([[{ order: null }], [{}]])('gives an empty item for %j', (payload) => {
		expect(shapeOutput(payload, layout, choice('records'))).toEqual([{}]);
	});
});

describe('Full Payload', () => {
	it('is the documented payload in one item, with its cursors', () => {
		const payload = { orders: [record], next_page: 'x', previous_page: null };
		const items = shapeOutput(payload, { ...layout, key: 'orders' }, choice('fullPayload'));
		expect(items).toEqual([payload]);
	});
});

describe('Simplified', () => {
	it('is flat: dots become underscores, a list on the way gives its first entry', () => {
		expect(shapeOutput({ order: record }, layout, choice('simplified'))).toEqual([
			{ id: 1, name: '#1001', customer_email: 'a@example.com', line_items_title: 'Shirt' },
		]);
	});

	it.each<[string, IDataObject]>([
		['absent', {}],
		['null', { customer: null, line_items: null }],
		['empty', { customer: {}, line_items: [] }],
	])('has null for what is %s', (_, given) => {
		expect(shapeOutput({ order: given }, layout, choice('simplified'))).toEqual([
			{ id: null, name: null, customer_email: null, line_items_title: null },
		]);
	});

	it('keeps 0, false and empty texts, and writes objects as text', () => {
		const given = { id: 0, name: false, customer: { email: '' }, line_items: [{ title: ['a'] }] };
		expect(shapeOutput({ order: given }, layout, choice('simplified'))).toEqual([
			{ id: 0, name: false, customer_email: '', line_items_title: '["a"]' },
		]);
	});

	it('is the record where an operation has no simplified form', () => {
		const items = shapeOutput({ order: record }, { key: 'order' }, choice('simplified'));
		expect(items).toEqual([record]);
	});
});

describe('Selected Fields', () => {
	it('holds the chosen fields in their order, dot paths too', () => {
		const selected = choice('selectedFields', 'tags', 'id', 'customer.address.city', 'gone');
		expect(
			shapeOutput({ order: record }, layout, selected).map((item) => Object.entries(item)),
		).toEqual([
			[
				['tags', ''],
				['id', 1],
				['customer.address.city', 'Paris'],
				['gone', null],
			],
		]);
	});

	it('is the whole record when nothing is chosen', () => {
		expect(shapeOutput({ order: record }, layout, choice('selectedFields'))).toEqual([record]);
	});
});

describe('what an operation has to ask for', () => {
	it.each<[string, OutputChoice, unknown, string[] | undefined]>([
		['Records: everything', choice('records'), undefined, undefined],
		['Full Payload: everything', choice('fullPayload'), undefined, undefined],
		['the documented fields', choice('records'), ['id'], ['id']],
		['the documented fields come before the output', choice('simplified'), ['tags'], ['tags']],
		['an empty list of fields means all', choice('records'), [], undefined],
		['Simplified', choice('simplified'), undefined, ['id', 'name', 'customer', 'line_items']],
		[
			'Selected Fields: each top-level field once',
			choice('selectedFields', 'customer.email', 'customer.id', 'id'),
			undefined,
			['customer', 'id'],
		],
		[
			'Selected Fields: unknown ones are not asked for',
			choice('selectedFields', 'id', 'x'),
			undefined,
			['id'],
		],
		['Selected Fields without any: everything', choice('selectedFields'), undefined, undefined],
	])('%s', (_, output, asked, needed) => {
		expect(neededFields(layout, output, asked)).toEqual(needed);
	});
});

describe('the parameters', () => {
	it.each<[IDataObject, OutputChoice]>([
		[{}, choice('records')],
		[
			{ output: 'selectedFields', outputFields: ['id', 'name'] },
			choice('selectedFields', 'id', 'name'),
		],
		[
			{ output: 'selectedFields', outputFields: 'id, customer.email,' },
			choice('selectedFields', 'id', 'customer.email'),
		],
	])('%j', (values, expected) => {
		expect(readOutput(parameters(values))).toEqual(expected);
	});
});

describe('the fields that the editor offers', () => {
	const resources = [
		{
			option: { name: 'Order', value: 'order' },
			operations: [
				{ operation: 'get', answer: layout },
				{ operation: 'count', answer: {} },
			],
		},
	] as unknown as Array<Resource<object>>;
	const offered = (operation: string) => {
		const values: Record<string, string> = { resource: 'order', operation };
		const context = { getCurrentNodeParameter: (name: string) => values[name] };
		return outputFieldOptions(context as unknown as ILoadOptionsFunctions, resources);
	};

	it('are those of the record, by their labels in alphabetical order', () => {
		expect(offered('get')).toEqual([
			{ name: 'Customer', value: 'customer' },
			{ name: 'ID', value: 'id' },
			{ name: 'Line Items', value: 'line_items' },
			{ name: 'Name', value: 'name' },
			{ name: 'Tags', value: 'tags' },
		]);
	});

	it('are none where the record has no known fields', () => {
		expect(offered('count')).toEqual([]);
	});

	it('an operation that does not exist is named', () => {
		expect(() => offered('gone')).toThrow("This node has no operation 'gone' of 'order'");
	});
});
