import type { Node, Payload } from './payload';
import { absent, derived, legacyId, mapped, nodesIn, overAll, payload, plain } from './payload';

const Publication = payload('ResourcePublicationV2', { published_at: plain('publishDate') });

/** The first time that the collection was published anywhere; null when it never was. */
function firstPublished(publications: Node[]): string | null {
	const dates = publications.map(({ publishDate }) => publishDate).filter((date) => date !== null);
	return (dates as string[]).sort()[0] ?? null;
}

/** A collection. */
export const Collection: Payload = payload('Collection', {
	id: legacyId(),
	handle: plain('handle'),
	title: plain('title'),
	updated_at: plain('updatedAt'),
	body_html: plain('descriptionHtml'),
	published_at: overAll(
		'resourcePublicationsV2',
		Publication,
		firstPublished,
		'the earliest resourcePublicationsV2.publishDate',
	),
	sort_order: mapped(
		'sortOrder',
		(order: string) => order.toLowerCase().replace('_', '-'),
		'in lower case with a hyphen',
	),
	template_suffix: plain('templateSuffix'),
	products_count: plain('productsCount.count'),
	collection_type: derived(
		'sources { __typename }',
		({ sources }) =>
			nodesIn(sources).some(({ __typename }) => __typename === 'CollectionConditionsSource')
				? 'smart'
				: 'custom',
		'"smart" when sources hold conditions, else "custom"',
	),
	published_scope: absent('web', 'it would need the scope read_publications'),
	admin_graphql_api_id: plain('id'),
});

export const COLLECTION_SIMPLIFIED: readonly string[] = [
	'id',
	'title',
	'handle',
	'collection_type',
	'products_count',
	'sort_order',
	'published_at',
	'updated_at',
];
