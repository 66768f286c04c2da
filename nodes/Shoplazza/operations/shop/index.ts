import type { Resource } from '../../../shared/operation';
import type { Shop } from '../../client/shop';
import { getShop } from './get';

export const shop: Resource<Shop> = {
	option: { name: 'Shop', value: 'shop' },
	operations: [getShop],
};
