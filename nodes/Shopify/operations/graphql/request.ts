import type { IDataObject } from 'n8n-workflow';

import { InputError, PlatformError } from '../../../shared/errors';
import type { Node } from '../../payloads/payload';
import { dig } from '../../payloads/payload';
import { listOperation } from '../kit';
import sample from './request.sample.json';

export const graphqlRequest = listOperation({
	resource: 'graphql',
	operation: 'request',
	option: {
		name: 'Request',
		action: 'Make a GraphQL request',
		description: 'Send any query or mutation to the Admin API and follow one of its lists',
	},
	hints: { readOnly: false, destructive: true, idempotent: false },
	scopes: [],
	properties: [
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			typeOptions: { rows: 8 },
			default: '',
			required: true,
			placeholder: 'e.g. query { shop { name } }',
			description: 'A GraphQL document with one query or mutation',
		},
		{
			displayName: 'Variables',
			name: 'variables',
			type: 'json',
			default: '{}',
			description: 'Values of the variables, as a JSON object',
		},
		{
			displayName: 'Follow Connection',
			name: 'connection',
			type: 'string',
			default: '',
			placeholder: 'e.g. orders',
			description:
				'Path to a list in the answer that is followed to its end or the limit, one item for each entry. The query must take $after and select pageInfo { hasNextPage endCursor }.',
		},
	],
	answer: { key: 'records' },
	sample,
	subject: () => undefined,
	async list({ input, hint }, shop, { limit, cursor }) {
		const variables = (input.variables ?? {}) as IDataObject;
		if (Array.isArray(variables)) throw new InputError("'variables' must be an object");
		const text = String(input.query);
		const path = input.connection ? String(input.connection) : undefined;
		if (path === undefined) {
			return { records: [(await shop.raw(text, variables)) as IDataObject], next: null };
		}
		if (!/\$after\b/.test(text)) {
			throw new InputError(
				"To follow a list, 'query' must take the variable $after",
				'For example: query ($after: String) { orders(first: 50, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
			);
		}
		const data = await shop.raw(text, { ...variables, after: cursor ?? variables.after ?? null });
		const list = dig(data, path) as Node | null;
		const pageInfo = list?.pageInfo as { hasNextPage?: boolean; endCursor?: string } | undefined;
		if (!list || typeof pageInfo?.hasNextPage !== 'boolean') {
			throw new PlatformError({
				message: `'${path}' is not a list with pageInfo { hasNextPage endCursor } in the answer`,
				advice: "Check 'connection': it is a path such as orders, or product.variants.",
			});
		}
		const records = entriesOf(list);
		if (records.length > limit && pageInfo.hasNextPage) {
			hint(
				"The query's own pages are longer than what 'Limit' leaves: next_page continues after the whole page. Ask for shorter pages to miss nothing.",
			);
		}
		return {
			records: records.slice(0, limit),
			next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
		};
	},
});

function entriesOf({ nodes, edges }: Node): IDataObject[] {
	if (Array.isArray(nodes)) return nodes as IDataObject[];
	return ((edges ?? []) as Array<{ node: IDataObject }>).map(({ node }) => node);
}
