import type { Context, Resolver } from '../context.mts';
import { userError } from '../errors.mts';
import type { MediaImage } from '../model.mts';
import { productWith } from './products.mts';

interface MoveArgs {
	id: string;
	moves: Array<{ id: string; newPosition: string | number }>;
}

interface FileChange {
	id: string;
	alt?: string | null;
	referencesToAdd?: string[] | null;
	referencesToRemove?: string[] | null;
}

export const productMediaMutations: Record<string, Resolver> = {
	/** A job: the moves are made one after the other, each on the order that the last one left. */
	productReorderMedia: (_source: unknown, { id, moves }: MoveArgs, { store }: Context) => {
		const product = productWith(store, id);
		const refusal = (field: string, message: string, code: string) => ({
			job: null,
			userErrors: [userError([field], message)],
			mediaUserErrors: [userError([field], message, code, 'MediaUserError')],
		});
		if (product === undefined) {
			return refusal('id', 'Product does not exist', 'PRODUCT_DOES_NOT_EXIST');
		}
		const unknown = moves.filter((move) => !product.media.some((each) => each.id === move.id));
		if (unknown.length > 0) {
			// The text is recorded for productDeleteMedia and productUpdateMedia.
			const ids = unknown.map((move) => move.id).join(',');
			return refusal('moves', `Media ids ${ids} do not exist`, 'MEDIA_DOES_NOT_EXIST');
		}
		const job = store.startJob(() => {
			for (const move of moves) {
				const from = product.media.findIndex((each) => each.id === move.id);
				const [media] = product.media.splice(from, 1);
				product.media.splice(Number(move.newPosition), 0, media);
			}
			product.updatedAt = store.timestamp();
			store.effect('productReorderMedia', product.id, moves.map((move) => move.id).join(', '));
		});
		return { job, userErrors: [], mediaUserErrors: [] };
	},
	/** All or nothing. A file that leaves a product leaves its variants, too, and stays in the shop. */
	fileUpdate: (_source: unknown, { files }: { files: FileChange[] }, { store }: Context) => {
		const unknown = files.filter(({ id }) => store.get<MediaImage>('MediaImage', id) === undefined);
		if (unknown.length > 0) {
			const ids = unknown.map(({ id }) => id).join(', ');
			// The code is the schema's; the sentence is inferred.
			const message = `File id ${ids} does not exist.`;
			const error = userError(['files'], message, 'FILE_DOES_NOT_EXIST', 'FilesUserError');
			return { files: null, userErrors: [error] };
		}
		const changed = files.map((change) => {
			const media = store.get<MediaImage>('MediaImage', change.id) as MediaImage;
			if (change.alt !== undefined && change.alt !== null) media.alt = change.alt;
			for (const product of store.products) {
				if (change.referencesToRemove?.includes(product.id)) {
					product.media = product.media.filter((one) => one !== media);
					for (const variant of product.variants) {
						variant.mediaIds = variant.mediaIds.filter((id) => id !== media.id);
					}
				}
				if (change.referencesToAdd?.includes(product.id)) product.media.push(media);
			}
			media.updatedAt = store.timestamp();
			store.effect('fileUpdate', media.id, Object.keys(change).join(', '));
			return media;
		});
		return { files: changed, userErrors: [] };
	},
};
