import type { Resource } from '../../../shared/operation';
import type { Server } from '../../client/server';
import { exportOrders } from './export';

export const order: Resource<Server> = {
	option: { name: 'Order', value: 'order', description: 'Exports as whole jobs' },
	operations: [exportOrders],
};
