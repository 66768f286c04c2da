import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../../shared/request';
import type { Node } from '../payloads/payload';
import { envelopeOf } from './answers';
import { readDocument } from './cost';
import { isPart, partPrefix as prefix } from './partNames';
import { print } from './selection';

/** A document that can stand in another one beside documents of its kind. */
interface Template {
	/** 'mutation CloseOrder' */
	head: string;
	variables: Array<{ name: string; type: string }>;
	roots: Array<{ key: string; field: string }>;
}

const HEAD = /^\s*(query|mutation) (\w+)(?:\(([^)]*)\))? \{/;
const FIELD = /^(?:(\w+): )?(\w+)/;

const MAX_REMEMBERED = 100;
const templates = new Map<string, Template | undefined>();

/**
 * Reads a document of this node's own.
 *
 * @returns undefined for documents of other forms: they are sent alone
 */
function templateOf(text: string): Template | undefined {
	if (templates.has(text)) return templates.get(text);
	if (templates.size >= MAX_REMEMBERED) templates.clear();
	const template = read(text);
	templates.set(text, template);
	return template;
}

function read(text: string): Template | undefined {
	const [, kind, name, declared = ''] = HEAD.exec(text) ?? [];
	if (kind === undefined) return undefined;
	const { selection, fragments } = readDocument(text);
	if (fragments.size > 0) return undefined;
	const variables = [...declared.matchAll(/\$(\w+): ([^,$]+)/g)].map(([, variable, type]) => ({
		name: variable,
		type: type.trim(),
	}));
	const roots = Object.entries(selection).map(([written, below]) => {
		const [, alias, field] = FIELD.exec(written) ?? [];
		return {
			key: alias ?? field,
			field: `${alias ? written.slice(alias.length + 2) : written}${below === true ? '' : ` { ${print(below)} }`}`,
		};
	});
	return { head: `${kind} ${name}`, variables, roots };
}

/** Whether documents with this text can share one document. */
export const canShare = (text: string): boolean => templateOf(text) !== undefined;

/** Variables of one part, told apart by the part's number; what stands in quotes is no variable. */
const renamed = (field: string, index: number) =>
	field.replace(/"(?:\\.|[^"\\])*"|\$(\w+)/g, (found, name?: string) =>
		name === undefined ? found : `$${prefix(index)}${name}`,
	);

/**
 * One document that asks what a document asks, once for each set of variables.
 *
 * Mutations run one after the other in the order of the parts; a refusal stays with its part.
 */
export function together(
	text: string,
	parts: IDataObject[],
): { text: string; variables: IDataObject } {
	const template = templateOf(text) as Template;
	const variables: IDataObject = {};
	const declared: string[] = [];
	const fields: string[] = [];
	parts.forEach((given, index) => {
		for (const { name, type } of template.variables) {
			declared.push(`$${prefix(index)}${name}: ${type}`);
			if (name in given) variables[prefix(index) + name] = given[name];
		}
		for (const { key, field } of template.roots) {
			fields.push(`${prefix(index)}${key}: ${renamed(field, index)}`);
		}
	});
	const head = declared.length > 0 ? `${template.head}(${declared.join(', ')})` : template.head;
	return { text: `${head} { ${fields.join(' ')} }`, variables };
}

/** The answer to one part, as if it had been asked alone. */
export function partOf(answer: Answer, index: number): Answer {
	const { data, errors, extensions } = envelopeOf(answer);
	const own = (key: unknown) => typeof key === 'string' && key.startsWith(prefix(index));
	const bare = (key: string) => key.slice(prefix(index).length);
	const mine: Node = {};
	for (const [key, value] of Object.entries(data ?? {})) if (own(key)) mine[bare(key)] = value;
	const all = Array.isArray(errors) ? errors : [];
	const failed = all
		.filter(({ path }) => own(path?.[0]))
		.map((error) => {
			const [root, ...below] = error.path ?? [];
			return { ...error, path: [bare(String(root)), ...below] };
		});
	// An error that names no part is about those that have no answer.
	const empty = Object.values(mine).every((value) => value === null);
	const unplaced = empty ? all.filter(({ path }) => !isPart(path?.[0])) : [];
	const told = [...failed, ...unplaced];
	const there = Object.keys(mine).length > 0 ? mine : null;
	return {
		...answer,
		body: { data: there, extensions, ...(told.length > 0 ? { errors: told } : {}) },
	};
}
