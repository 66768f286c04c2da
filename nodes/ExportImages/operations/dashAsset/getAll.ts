import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError, PlatformError } from '../../../shared/errors';
import type { Page } from '../../../shared/operation';
import { MOST_BY_PAGES, PAGE } from '../../client/dash';
import { isObject } from '../../../shared/json';
import { listOperation } from '../kit';
import sample from './getAll.sample.json';

/** Marks a cursor of a scrolled search. */
const SCROLL = 'scroll:';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Criterion',
			name: 'criterion',
			type: 'json',
			default: '{ "type": "MATCH_ALL" }',
			description:
				"A criterion in Dash's own form, for everything that the other filters cannot say. All filters have to hold.",
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. blue-t-shirt*',
			description: 'The file’s name; an asterisk stands for any letters',
		},
		{
			displayName: 'File Types',
			name: 'fileTypes',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Type' },
			default: [],
			placeholder: 'e.g. IMAGE',
			description: 'File types as Dash names them; one of them has to fit',
		},
		{
			displayName: 'Keywords',
			name: 'keywords',
			type: 'string',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Keyword' },
			default: [],
			placeholder: 'e.g. summer',
			description: 'Keywords of which the asset has at least one',
		},
		{
			displayName: 'Sorts',
			name: 'sorts',
			type: 'json',
			default: '[]',
			description: "How to sort, as a list in Dash's own form",
		},
	],
};

const fixed = (fieldName: string) => ({ type: 'FIXED', fieldName });

/** The filters as one criterion. The forms are those of public programs that work with Dash. */
export function criterionOf(input: IDataObject): IDataObject {
	const { criterion, file_name: name, file_types: types, keywords } = input;
	const list = (value: unknown) => (Array.isArray(value) ? (value as string[]) : []);
	const anyOf = (fieldName: string, values: string[]): IDataObject[] =>
		values.length === 0 ? [] : [{ type: 'FIELD_HAS_ANY_EQUAL', field: fixed(fieldName), values }];
	const all = [
		...(isObject(criterion) ? [criterion] : []),
		...(name ? [{ type: 'FIELD_MATCHES', field: fixed('FILENAME'), value: name }] : []),
		...anyOf('FILE_TYPE', list(types)),
		...anyOf('KEYWORDS', list(keywords)),
	];
	if (all.length === 0) return { type: 'MATCH_ALL' };
	return all.length === 1 ? all[0] : { type: 'AND', criteria: all };
}

/** The assets of an answer, each with what the user may do with it. */
function assetsIn(answer: IDataObject): IDataObject[] {
	if (!Array.isArray(answer.results)) {
		throw new PlatformError({ message: "Dash's answer holds no list of results" });
	}
	return (answer.results as IDataObject[]).map(({ result, permittedActions }) => ({
		...(result as IDataObject),
		permittedActions: permittedActions ?? [],
	}));
}

export const getAllAssets = listOperation({
	resource: 'dashAsset',
	operation: 'getAll',
	option: {
		name: 'Get Many',
		action: 'Get many dash assets',
		description: 'Search for many assets; beyond 10,000 of them the search is scrolled',
	},
	hints: { readOnly: true, destructive: false, idempotent: true },
	scopes: ['VIEW_ASSET'],
	properties: [filters],
	answer: { key: 'results' },
	sample,
	async list({ input }, exporter, { limit, cursor }): Promise<Page> {
		const dash = await exporter.dash();
		const search = { criterion: criterionOf(input), sorts: input.sorts ?? [] };
		const pageSize = Math.min(limit, PAGE);
		// Pages end at 10,000 assets, so a longer list is scrolled from its beginning.
		if (cursor?.startsWith(SCROLL) ?? limit > MOST_BY_PAGES) {
			const [, before = '0', id] = /^scroll:(\d+):(.*)$/.exec(cursor ?? '') ?? [];
			const answer = await dash.scroll(search, pageSize, id);
			const records = assetsIn(answer);
			const { scrollId } = answer;
			const more = records.length > 0 && typeof scrollId === 'string';
			// The ID may stay the same from part to part, so the cursor counts along.
			const reached = Number(before) + records.length;
			return { records, next: more ? `${SCROLL}${reached}:${scrollId}` : null };
		}
		const from = Number(cursor ?? 0);
		if (!Number.isInteger(from) || from < 0) {
			throw new InputError("'Page Cursor' is not one of this list");
		}
		if (from >= MOST_BY_PAGES) {
			throw new InputError(
				'Dash lets pages reach the first 10,000 assets only',
				"Switch on 'Return All', or start again without 'Page Cursor' and with a larger limit: longer lists are scrolled.",
			);
		}
		const answer = await dash.search(search, from, Math.min(pageSize, MOST_BY_PAGES - from));
		const records = assetsIn(answer);
		const reached = from + records.length;
		const more = records.length > 0 && reached < Number(answer.totalResults);
		return { records, next: more ? String(reached) : null };
	},
});
