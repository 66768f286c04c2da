import type { Resource } from '../../../shared/operation';
import type { Store } from '../../client/store';
import { getShop } from './get';

export const shop: Resource<Store> = {
	option: { name: 'Shop', value: 'shop' },
	operations: [getShop],
};
