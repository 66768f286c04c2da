import type { Resource } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { cancelOrder } from './cancel';
import { countOrders } from './count';
import { getOrder } from './get';
import { getAllOrders } from './getAll';
import { updateOrder } from './update';

export const order: Resource<Store> = {
	option: { name: 'Order', value: 'order' },
	operations: [cancelOrder, countOrders, getOrder, getAllOrders, updateOrder],
};
