import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import type { Product } from '../model.mts';
import type { Store } from '../store.mts';

interface PublicationInput {
	publicationId?: string | null;
	channelId?: string | null;
	publishDate?: string | null;
}

interface PublishArgs {
	id: string;
	input: PublicationInput[];
}

function inputErrors(store: Store, input: PublicationInput[]): UserError[] {
	const seen = new Set<string>();
	return input.flatMap((each, index) => {
		const path = ['input', String(index)];
		const id = publicationId(store, each);
		if (id === undefined) {
			return [userError([...path, 'publicationId'], 'PublicationId cannot be empty')];
		}
		if (!store.publications.some((publication) => publication.id === id)) {
			const message = 'Publication does not exist or is not publishable';
			return [userError([...path, 'publicationId'], message)];
		}
		if (seen.has(id)) {
			const message = 'The same publication was specified more than once';
			return [userError([...path, 'publicationId'], message)];
		}
		seen.add(id);
		if (typeof each.publishDate === 'string' && Date.parse(each.publishDate) < 0) {
			const message = 'Publish date must be a date after the year 1969';
			return [userError([...path, 'publishDate'], message)];
		}
		return [];
	});
}

function publicationId(store: Store, input: PublicationInput): string | undefined {
	if (typeof input.publicationId === 'string') return input.publicationId;
	return store.publications.find((each) => each.channelId === input.channelId)?.id;
}

function publish(
	{ id, input }: PublishArgs,
	{ store }: Context,
	mutation: string,
	apply: (product: Product, publicationId: string, input: PublicationInput) => boolean,
): unknown {
	const { shop } = store;
	const product = store.product(id);
	if (product === undefined) {
		const error = userError(['id'], 'Resource does not exist');
		return { publishable: null, shop, userErrors: [error] };
	}
	const userErrors = inputErrors(store, input);
	if (userErrors.length > 0) return { publishable: product, shop, userErrors };
	for (const each of input) {
		const publication = publicationId(store, each) ?? '';
		if (!apply(product, publication, each)) continue;
		product.updatedAt = store.timestamp();
		store.effect(mutation, product.id, publication);
	}
	return { publishable: product, shop, userErrors: [] };
}

export const publishingMutations: Record<string, Resolver> = {
	publishablePublish: (_source: unknown, args: PublishArgs, context: Context) => {
		return publish(args, context, 'publishablePublish', (product, publication, input) => {
			if (product.published.has(publication) && !input.publishDate) return false;
			const at = input.publishDate ?? context.store.timestamp();
			product.published.set(publication, at.replace(/\.\d+/, ''));
			return true;
		});
	},
	publishableUnpublish: (_source: unknown, args: PublishArgs, context: Context) => {
		return publish(args, context, 'publishableUnpublish', (product, publication) => {
			return product.published.delete(publication);
		});
	},
};
