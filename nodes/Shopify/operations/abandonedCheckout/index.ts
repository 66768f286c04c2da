import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getAllAbandonedCheckouts } from './getAll';

export const abandonedCheckout: Resource<Shop> = {
	option: { name: 'Abandoned Checkout', value: 'abandonedCheckout' },
	operations: [getAllAbandonedCheckouts],
};
