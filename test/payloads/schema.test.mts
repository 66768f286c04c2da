import {
	isObjectType,
	NoDeprecatedCustomRule,
	NoUnusedFragmentsRule,
	parse,
	specifiedRules,
	validate,
	type GraphQLSchema,
} from 'graphql';
import { print } from '../../nodes/Shopify/client/selection.ts';
import { API_VERSIONS, type ApiVersion } from '../../nodes/Shopify/client/versions.ts';
import { DEPRECATED_SOURCES } from '../../nodes/Shopify/payloads/deprecated.ts';
import { selectionOf, type Payload } from '../../nodes/Shopify/payloads/payload.ts';
import { loadAdminSchema } from '../sandbox/schema.mts';
import { payloadTables } from './tables.mts';

/** A fragment stands alone here, whatever way leads to its type. */
const RULES = specifiedRules.filter((rule) => rule !== NoUnusedFragmentsRule);

/** 'Product.images' out of "The field Product.images is deprecated. Use …" */
const deprecatedField = (message: string) => /^The field (\S+) is deprecated/.exec(message)?.[1];

/** The selection as a fragment on the payload's type. */
const document = (table: Payload, version: ApiVersion, fields?: string[]) =>
	parse(`fragment F on ${table.type} { ${print(selectionOf(table, version, fields))} }`);

/** The types of the payload, and of those inside it, that hold nested lists. */
const listHolders = (table: Payload): string[] =>
	Object.values(table.fields).flatMap(({ nested, inner }) => [
		...(nested ? [table.type] : []),
		...[nested, inner].flatMap((below) => (below ? listHolders(below.payload) : [])),
	]);

describe.each(API_VERSIONS)('payload tables and the official schema of %s', (version) => {
	let schema: GraphQLSchema;
	let tables: Map<string, Payload>;

	beforeAll(async () => {
		schema = await loadAdminSchema(version);
		tables = await payloadTables();
	});

	/** What is wrong with the selection of a table, as a whole and field by field. */
	function complaints(check: (table: Payload, fields?: string[]) => string[]): string[] {
		return [...tables].flatMap(([name, table]) => [
			...check(table).map((text) => `${name}: ${text}`),
			...Object.keys(table.fields).flatMap((field) =>
				check(table, [field]).map((text) => `${name}.${field}: ${text}`),
			),
		]);
	}

	test('every selection is valid, whole and field by field', () => {
		const wrong = complaints((table, fields) =>
			validate(schema, document(table, version, fields), RULES, { maxErrors: 3 }).map(
				({ message }) => message,
			),
		);
		expect(wrong).toEqual([]);
		expect(tables.size).toBeGreaterThan(30);
	});

	test('whatever holds a nested list can be asked by id for the rest of it', () => {
		const holders = [...tables.values()].flatMap(listHolders);
		const stuck = holders.filter((type) => {
			const found = schema.getType(type);
			return !isObjectType(found) || !found.getInterfaces().some(({ name }) => name === 'Node');
		});
		expect(stuck).toEqual([]);
		expect(new Set(holders).size).toBeGreaterThan(8);
	});

	test('nothing deprecated is used but the named sources, and each of them is', () => {
		const used = new Set<string>();
		const wrong = complaints((table, fields) =>
			validate(schema, document(table, version, fields), [NoDeprecatedCustomRule]).flatMap(
				({ message }) => {
					const field = deprecatedField(message);
					const named = DEPRECATED_SOURCES.find((source) => source.field === field);
					if (!field || !named?.versions.includes(version)) return [message];
					used.add(field);
					return [];
				},
			),
		);
		expect(wrong).toEqual([]);
		const named = DEPRECATED_SOURCES.filter(({ versions }) => versions.includes(version));
		expect([...used].sort()).toEqual(named.map(({ field }) => field).sort());
	});
});
