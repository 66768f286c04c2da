import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The parts of JSON schema that the vendor's files use. */
export interface Schema {
	$ref?: string;
	type?: string;
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
}

interface Media {
	content?: Record<string, { schema?: Schema }>;
}

interface Endpoint {
	parameters?: Array<{ name: string; in: string }>;
	requestBody?: Media;
	responses: Record<string, Media>;
}

interface OpenApi {
	paths: Record<string, Record<string, Endpoint>>;
	components: { schemas: Record<string, Schema> };
}

/** One field of the vendor's endpoint catalogue of 2026-01. */
interface Field {
	name: string;
	type: string;
	schema?: string;
	required?: boolean;
	items?: { type?: string; schema?: string };
}

interface Catalogue {
	schemas: Record<string, { fields?: Field[] }>;
	modules: Array<{
		commands: Array<{
			http: { method: string; path: string };
			parameters?: Array<{ name: string; in: string }>;
			body?: { fields?: Field[] };
			response_schema?: string;
		}>;
	}>;
}

const folder = join(process.env.COMMERCE_OPS_FACTS ?? '../shared', 'platforms');

const read = <T,>(name: string): T | undefined => {
	const file = join(folder, name);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : undefined;
};

/** What an endpoint takes and gives; the same for both documents. */
export interface Contract {
	method: string;
	path: RegExp;
	query: string[];
	body?: Schema;
	answer?: Schema;
}

const pattern = (path: string) =>
	new RegExp(`^/shoplazza${path.replace(/\{[^}]+\}/g, '[^/]+')}$`.replace(/[.]/g, '\\.'));

const json = (media?: Media) => Object.values(media?.content ?? {})[0]?.schema;

const inline = (schema: Schema | undefined, all: Record<string, Schema>): Schema | undefined => {
	if (!schema) return undefined;
	if (schema.$ref) return inline(all[schema.$ref.split('/').pop() ?? ''], all);
	return {
		...schema,
		...(schema.items ? { items: inline(schema.items, all) } : {}),
		...(schema.properties
			? {
					properties: Object.fromEntries(
						Object.entries(schema.properties).map(([key, one]) => [key, inline(one, all) ?? {}]),
					),
				}
			: {}),
	};
};

function fromOpenApi({ paths, components }: OpenApi): Contract[] {
	return Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods)
			.filter(([method]) => ['get', 'post', 'put', 'delete'].includes(method))
			.map(([method, endpoint]) => ({
				method: method.toUpperCase(),
				path: pattern(path),
				query: (endpoint.parameters ?? [])
					.filter((one) => one.in === 'query')
					.map(({ name }) => name),
				body: inline(json(endpoint.requestBody), components.schemas),
				answer: inline(json(endpoint.responses['200']), components.schemas),
			})),
	);
}

function fromFields(fields: Field[], all: Catalogue['schemas'], depth = 0): Schema {
	const of = (type?: string, name?: string): Schema =>
		name !== undefined && depth < 6
			? fromFields(all[name]?.fields ?? [], all, depth + 1)
			: { type: type === 'object' ? undefined : type };
	return {
		type: 'object',
		required: fields.filter(({ required }) => required).map(({ name }) => name),
		properties: Object.fromEntries(
			fields.map(({ name, type, schema, items }) => [
				name,
				type === 'array'
					? { type: 'array', items: of(items?.type, items?.schema) }
					: of(type, schema),
			]),
		),
	};
}

function fromCatalogue({ modules, schemas }: Catalogue): Contract[] {
	return modules
		.flatMap(({ commands }) => commands)
		.map(({ http, parameters, body, response_schema: answer }) => ({
			method: http.method,
			path: pattern(http.path),
			query: (parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name),
			body: body ? fromFields(body.fields ?? [], schemas) : undefined,
			answer: answer ? fromFields(schemas[answer]?.fields ?? [], schemas) : undefined,
		}));
}

/** The documented endpoints of a version; undefined where the vendor's files are not at hand. */
export function contracts(version: '2022-01' | '2026-01'): Contract[] | undefined {
	if (version === '2022-01') {
		const file = read<OpenApi>('shoplazza-openapi-2022-01.json');
		return file && fromOpenApi(file);
	}
	const file = read<Catalogue>('shoplazza-endpoints-2026-01.json');
	return file && fromCatalogue(file);
}

const KINDS: Record<string, (value: unknown) => boolean> = {
	string: (value) => typeof value === 'string',
	boolean: (value) => typeof value === 'boolean',
	integer: (value) => Number.isInteger(value),
	number: (value) => typeof value === 'number',
	array: Array.isArray,
	object: (value) => typeof value === 'object' && !Array.isArray(value),
};

/** What of a value is not as its schema says: unknown keys, missing ones, wrong types. */
export function faults(schema: Schema, value: unknown, at = ''): string[] {
	if (value === null) return [];
	const { type, properties, items, required = [] } = schema;
	if (type !== undefined && KINDS[type]?.(value) === false) return [`${at}: is no ${type}`];
	if (Array.isArray(value)) {
		return value.flatMap((one, index) => (items ? faults(items, one, `${at}[${index}]`) : []));
	}
	if (typeof value !== 'object' || !properties || Object.keys(properties).length === 0) return [];
	const record = value as Record<string, unknown>;
	return [
		// One list of required keys names a key that the schema does not have.
		...required
			.filter((key) => key in properties && record[key] === undefined)
			.map((key) => `${at}.${key}: is missing`),
		...Object.entries(record).flatMap(([key, one]) =>
			properties[key] ? faults(properties[key], one, `${at}.${key}`) : [`${at}.${key}: unknown`],
		),
	];
}
