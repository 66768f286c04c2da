import type { Payload } from './payload';
import { moneySet, payload, plain, shopMoney } from './payload';

/** A tax on an order, a draft order, a line or a duty. */
export const TaxLine: Payload = payload('TaxLine', {
	channel_liable: plain('channelLiable'),
	price: shopMoney('priceSet'),
	price_set: moneySet('priceSet'),
	rate: plain('rate'),
	title: plain('title'),
});
