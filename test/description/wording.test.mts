import { faultsOf, isSentence, isTitle } from './wording.mts';

describe('Title Case', () => {
	it.each([
		'Return All',
		'Date and Time',
		'SKU',
		'Option 1',
		'Number (Decimal)',
		'2026-10',
		'IDs',
		'Text, Multi Line',
	])('%s is', (text) => expect(isTitle(text)).toBe(true));

	it.each([
		'Return all',
		'return All',
		'and Time',
		'Order Id',
		'Order  Name',
		'Image url',
		' Name',
		'Json',
	])('%s is not', (text) => expect(isTitle(text)).toBe(false));
});

describe('sentence case', () => {
	it.each(['Get many orders', 'Make a GraphQL request', 'Get a SKU'])('%s is', (text) =>
		expect(isSentence(text)).toBe(true),
	);

	it.each(['Get Many Orders', 'get many orders', 'Get many Orders'])('%s is not', (text) =>
		expect(isSentence(text)).toBe(false),
	);
});

describe('descriptions', () => {
	it.each([
		'How to give the input of the operation',
		'Whether to publish it. It is published unless you turn this off.',
		'Choose from the list, or use an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		"Version of Shopify's Admin API to ask for",
	])('%s is as it should be', (text) => expect(faultsOf(text)).toEqual([]));

	it.each([
		['', 'is empty'],
		['One sentence.', 'is one sentence with a period'],
		['One sentence. And another', 'is several sentences without a last period'],
		['small first', 'begins small'],
		['With `ticks`', 'has backticks'],
		['The Id of the order', 'misspells an abbreviation'],
		['Two  blanks', 'has stray blanks'],
		['A comma separated list', 'lacks the hyphen of comma-separated'],
		['Less < more', 'has angle brackets that are no HTML'],
		['See www.example.com', 'has an address without its protocol'],
		['One<br>two', 'breaks the line'],
	])('%s: %s', (text, fault) => expect(faultsOf(text)).toContain(fault));
});
