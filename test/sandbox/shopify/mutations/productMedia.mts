import type { Context, Resolver } from '../context.mts';
import { userError } from '../errors.mts';
import { productWith } from './products.mts';

interface MoveArgs {
	id: string;
	moves: Array<{ id: string; newPosition: string | number }>;
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
};
