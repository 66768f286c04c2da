import type { Context, Resolver } from '../context.mts';
import { resourceNotFound, userError } from '../errors.mts';
import { parseGid } from '../ids.mts';
import type { Entity } from '../model.mts';
import { normalTags } from '../products.mts';
import type { Store } from '../store.mts';

interface Tagged extends Entity {
	tags: string[];
	updatedAt: string;
}

/** Kinds that have tags here, and whether removing a tag looks at the case. */
const CASE_MATTERS: Record<string, boolean> = { Order: true, Product: false, Customer: false };

function change(
	store: Store,
	mutation: string,
	id: string,
	next: (tagged: Tagged) => string[],
): { node: Tagged | null; userErrors: unknown[] } {
	const type = parseGid(id)?.type ?? '';
	if (!Object.hasOwn(CASE_MATTERS, type)) throw resourceNotFound(id);
	const tagged = store.get<Tagged>(type, id);
	if (tagged === undefined) {
		return { node: null, userErrors: [userError(['id'], `${type} does not exist`)] };
	}
	const tags = next(tagged);
	if (tags.join(',') !== tagged.tags.join(',')) {
		tagged.tags = tags;
		tagged.updatedAt = store.timestamp();
		store.effect(mutation, id, `tags: ${tags.join(', ')}`);
	}
	return { node: tagged, userErrors: [] };
}

interface TagArgs {
	id: string;
	tags: string[];
}

export const tagMutations: Record<string, Resolver> = {
	tagsAdd: (_source: unknown, { id, tags }: TagArgs, { store }: Context) => {
		return change(store, 'tagsAdd', id, (tagged) => normalTags([...tagged.tags, ...tags]));
	},
	tagsRemove: (_source: unknown, { id, tags }: TagArgs, { store }: Context) => {
		return change(store, 'tagsRemove', id, (tagged) => {
			const same = CASE_MATTERS[tagged.__typename]
				? (tag: string): string => tag
				: (tag: string): string => tag.toLowerCase();
			const gone = new Set(tags.flatMap((tag) => tag.split(',')).map((tag) => same(tag.trim())));
			return tagged.tags.filter((tag) => !gone.has(same(tag)));
		});
	},
};
