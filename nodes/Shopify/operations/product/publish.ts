import { PlatformError } from '../../../shared/errors';
import type { Shop } from '../../client/shop';
import type { Node } from '../../payloads/payload';

/** Title and handle by which Shopify's own sales channel is known. */
const ONLINE_STORE = /^online[ _-]?store$/i;

/**
 * The publication of the Online Store.
 *
 * @throws PlatformError when the shop has none, or when the app may not see publications
 */
export async function onlineStore(shop: Shop): Promise<string> {
	const { publications } = (await shop.once(
		'query Publications { publications(first: 100, catalogType: APP) { nodes { id catalog { title ... on AppCatalog { apps(first: 1) { nodes { handle title } } } } } } }',
	)) as { publications: { nodes: Node[] } };
	const names = ({ catalog }: Node) => {
		const { title, apps } = (catalog ?? {}) as {
			title?: string;
			apps?: { nodes: Array<{ handle?: string; title?: string }> };
		};
		return [title, ...(apps?.nodes ?? []).flatMap((app) => [app.handle, app.title])];
	};
	const found = publications.nodes.find((node) =>
		names(node).some((name) => ONLINE_STORE.test(name ?? '')),
	);
	if (!found) {
		throw new PlatformError({
			message: 'The shop has no Online Store to publish the product in',
			advice: "Set 'published' to false. Nothing was changed.",
		});
	}
	return String(found.id);
}

/** Makes a product visible in a publication, from a time on when one is given. */
export async function publish(
	shop: Shop,
	id: string,
	publicationId: string,
	publishDate?: unknown,
): Promise<void> {
	await shop.mutate(
		'mutation Publish($id: ID!, $input: [PublicationInput!]!) { publishablePublish(id: $id, input: $input) { userErrors { field message } } }',
		{
			id,
			input: [{ publicationId, ...(publishDate ? { publishDate: String(publishDate) } : {}) }],
		},
		{ repeatable: true, check: 'whether the product is published' },
	);
}

/** Takes a product out of a publication. */
export async function unpublish(shop: Shop, id: string, publicationId: string): Promise<void> {
	await shop.mutate(
		'mutation Unpublish($id: ID!, $input: [PublicationInput!]!) { publishableUnpublish(id: $id, input: $input) { userErrors { field message } } }',
		{ id, input: [{ publicationId }] },
		{ repeatable: true, check: 'whether the product is published' },
	);
}
