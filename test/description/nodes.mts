import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';

import type { Operation, Resource } from '../../nodes/shared/operation.ts';

const root = process.cwd();

interface Package {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Package;

/** dist/nodes/Shopify/ShopifyAdmin.node.js → nodes/Shopify/ShopifyAdmin.node.ts */
const sourceOf = (built: string) => built.replace(/^dist\//, '').replace(/\.js$/, '.ts');

/** The exports of a source file. */
const load = async (source: string) =>
	(await import(join(root, source))) as Record<string, unknown>;

/** A node of the package, with everything that its description is made from. */
export interface Loaded {
	name: string;
	folder: string;
	/** Path of the source without `.node.ts`. */
	path: string;
	type: INodeType;
	resources: ReadonlyArray<Resource<object>>;
	operations: Array<Operation<object>>;
	parameters: Parameter[];
}

/** One parameter of a description, wherever it stands. */
export interface Parameter {
	/** Way to it, for the texts of violations. */
	at: string;
	property: INodeProperties;
	/** The collection that it is an entry of. */
	parent?: INodeProperties;
	/** What stands beside it; conditions refer to these. */
	beside: INodeProperties[];
}

/** What of `options` are choices, entries of a collection, or sections of a fixed one. */
export const choicesOf = ({ type, options }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions' ? ((options ?? []) as INodePropertyOptions[]) : [];

export const entriesOf = ({ type, options }: INodeProperties): INodeProperties[] =>
	type === 'collection' ? ((options ?? []) as INodeProperties[]) : [];

export const sectionsOf = ({ type, options }: INodeProperties): INodePropertyCollection[] =>
	type === 'fixedCollection' ? ((options ?? []) as INodePropertyCollection[]) : [];

/** All parameters, those in collections included. */
function* walk(
	properties: INodeProperties[],
	way: string,
	parent?: INodeProperties,
): Generator<Parameter> {
	for (const property of properties) {
		const { operation, resource } = property.displayOptions?.show ?? {};
		const where = parent ? '' : [resource, operation].flat().filter(Boolean).map(String).join('/');
		const at = `${way} ${where ? `[${where}] ` : ''}${property.name}`.trim();
		yield { at, property, parent, beside: properties };
		yield* walk(entriesOf(property), `${at} >`, property);
		for (const section of sectionsOf(property)) {
			yield* walk(section.values, `${at} > ${section.name} >`, property);
		}
	}
}

/** Every node that package.json names, built from its source. */
export async function loadNodes(): Promise<Loaded[]> {
	return await Promise.all(
		manifest.n8n.nodes.map(async (built) => {
			const source = sourceOf(built);
			const className = basename(source, '.node.ts');
			const Type = (await load(source))[className] as new () => INodeType;
			const type = new Type();
			const folder = dirname(source);
			const index = join(folder, 'operations/index.ts');
			// A trigger beside a node has no operations.
			const { resources = [] } =
				!className.endsWith('Trigger') && existsSync(join(root, index))
					? ((await load(index)) as { resources?: Loaded['resources'] })
					: {};
			return {
				name: type.description.name,
				folder,
				path: source.replace(/\.node\.ts$/, ''),
				type,
				resources,
				operations: resources.flatMap(({ operations }) => operations),
				parameters: [...walk(type.description.properties, type.description.name)],
			};
		}),
	);
}

/** Names of the credential types that package.json names, as the classes give them. */
export async function credentialNames(): Promise<string[]> {
	return await Promise.all(
		manifest.n8n.credentials.map(async (built) => {
			const source = sourceOf(built);
			const exported = await load(source);
			const Type = exported[basename(source, '.credentials.ts')] as new () => ICredentialType;
			return new Type().name;
		}),
	);
}

/** A file beside the sources. */
export const file = (path: string) => join(root, path);
