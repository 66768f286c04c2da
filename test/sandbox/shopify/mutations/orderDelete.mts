import type { Context, Resolver } from '../context.mts';
import { resourceNotFound, userError } from '../errors.mts';
import { parseGid } from '../ids.mts';

export const orderDeleteMutations: Record<string, Resolver> = {
	orderDelete: (_source: unknown, { orderId }: { orderId: string }, { store }: Context) => {
		if (parseGid(orderId)?.type !== 'Order') throw resourceNotFound(orderId);
		const order = store.order(orderId);
		if (order === undefined) {
			const error = userError(['orderId'], 'Order does not exist', 'NOT_FOUND');
			return { deletedId: null, userErrors: [{ ...error, __typename: 'OrderDeleteUserError' }] };
		}
		store.orders.splice(store.orders.indexOf(order), 1);
		store.remove(order);
		store.effect('orderDelete', orderId, 'deleted');
		return { deletedId: orderId, userErrors: [] };
	},
};
