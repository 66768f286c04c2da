import { parse, print as printDocument, visit } from 'graphql';

import {
	merge,
	print,
	readSelection,
	select,
	tokenize,
	Tokens,
} from '../../nodes/Shopify/client/selection.ts';

/** What GraphQL itself makes of a selection's inside; throws when it is not valid. */
const canonical = (inside: string) => printDocument(parse(`{ ${inside} }`));

/** The text after it has been read and written again. */
const again = (inside: string) => print(select(inside));

describe('a selection that is read and written again means the same', () => {
	it.each([
		['fields', 'id name'],
		['fields below fields', 'id customer { email defaultAddress { city } }'],
		['aliases', 'order: id items: lineItems { nodes { title } }'],
		['arguments', 'lineItems(first: 50, after: "x") { nodes { id } }'],
		['variables as arguments', 'lineItems(first: $first, after: $after) { nodes { id } }'],
		[
			'lists and objects as arguments',
			'find(ids: [1, 2], by: {name: "a", deep: {list: ["b"]}}) { id }',
		],
		['enumerations, null and booleans', 'orders(sortKey: ID, reverse: true, after: null) { id }'],
		['numbers', 'a(x: -1, y: 1.5, z: 1e10, w: 0)'],
		['texts with braces', 'orders(query: "a } { b ) ( # no comment") { id }'],
		['texts with quotes', 'orders(query: "title:\\"Levi\'s\\"") { id }'],
		['an empty text', 'orders(query: "") { id }'],
		['block texts', 'a(text: """one "quoted" } two""") { id }'],
		['fragments of a type', 'media { ... on MediaImage { image { url } } ... on Video { id } }'],
		['named fragments', '...Parts id'],
		['directives', 'id @include(if: $deep) customer @skip(if: false) { email }'],
		['directives on fragments', '... on Order @include(if: $deep) { name }'],
		['fragments without a type', '... { id }'],
		['commas', 'id, name, customer { email, id, }'],
		['a name that begins like a keyword', 'onlineStoreUrl fragmentName queryRoot'],
	])('%s', (_, text) => {
		expect(canonical(again(text))).toBe(canonical(text));
	});

	it('comments are left out', () => {
		expect(again('id # the " number }\n name # {\n')).toBe('id name');
	});

	it('line breaks and tabs do not matter', () => {
		expect(again('\n\tid\r\n\tcustomer\n{\n\t\temail\n}\n')).toBe('id customer { email }');
	});

	it('one spelling, however it was written', () => {
		const spellings = [
			'a(x:1,y:[$b]){id}',
			'a ( x : 1 y : [ $b ] ) { id }',
			'a(x: 1, y: [$b]) { id }',
		];
		expect(new Set(spellings.map(again)).size).toBe(1);
	});
});

describe('merging', () => {
	const merged = (...texts: string[]) => print(merge(...texts.map(select)));

	it.each<[string, string[], string]>([
		['a field once', ['id name', 'name tags'], 'id name tags'],
		['what is below a field', ['customer { id }', 'customer { email }'], 'customer { id email }'],
		['deeply', ['a { b { c } }', 'a { b { d } e }'], 'a { b { c d } e }'],
		[
			'other arguments are another field',
			['a: x(first: 1) { id }', 'b: x(first: 2) { id }'],
			'a: x(first: 1) { id } b: x(first: 2) { id }',
		],
		[
			'fragments of one type',
			['... on A { x }', '... on A { y } ... on B { z }'],
			'... on A { x y } ... on B { z }',
		],
		['nothing', [], ''],
	])('%s', (_, texts, expected) => {
		expect(merged(...texts)).toBe(expected);
	});

	it('a field that stands twice in one text is merged too', () => {
		expect(again('customer { id } name customer { email }')).toBe('customer { id email } name');
	});

	it('the given selections stay as they are', () => {
		const one = select('customer { id }');
		merge(one, select('customer { email }'));
		expect(print(one)).toBe('customer { id }');
	});

	it('what comes of it is valid and selects what each of them selects', () => {
		const texts = [
			'id lines(first: 5) { nodes { id } }',
			'lines(first: 5) { nodes { title } pageInfo { hasNextPage } }',
		];
		const names = new Set<string>();
		visit(parse(`{ ${merged(...texts)} }`), { Field: ({ name }) => void names.add(name.value) });
		expect([...names].sort()).toEqual(['hasNextPage', 'id', 'lines', 'nodes', 'pageInfo', 'title']);
	});
});

describe('text that ends too early', () => {
	it.each(['a { b', 'a(x: {y: 1)', 'a { ...'])('%s', (text) => {
		expect(() => readSelection(new Tokens(tokenize(text)))).toThrow('ends too early');
	});
});
