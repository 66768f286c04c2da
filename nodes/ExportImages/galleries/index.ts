import { connectServer } from '../../Medusa/client/server';
import { parameter } from '../../shared/parameter';
import type { RequestContext } from '../../shared/request';
import { connectShop } from '../../Shopify/client/shop';
import { connectShop as connectShoplazza } from '../../Shoplazza/client/shop';
import { connectStore } from '../../Shopline/client/store';
import type { Gallery } from './gallery';
import { MedusaGallery } from './medusa';
import { ShopifyGallery } from './shopify';
import { ShoplazzaGallery } from './shoplazza';
import { ShoplineGallery } from './shopline';

type Connect = (context: RequestContext, hint: (message: string) => void) => Promise<Gallery>;

/** How to come to the galleries of each choice of the Shop parameter. */
const GALLERIES = new Map<string, Connect>([
	['medusa', async (context, hint) => new MedusaGallery(await connectServer(context, hint))],
	['shopify', async (context, hint) => new ShopifyGallery(await connectShop(context, hint))],
	[
		'shoplazza',
		async (context, hint) => new ShoplazzaGallery(await connectShoplazza(context, hint)),
	],
	['shopline', async (context, hint) => new ShoplineGallery(await connectStore(context, hint))],
]);

const USUAL = 'shopify';

/**
 * Connects to the galleries of the shop that the node's parameters and credential name.
 *
 * @throws UserError when the shop's address would send the token elsewhere
 */
export async function connectGallery(
	context: RequestContext,
	hint: (message: string) => void = () => undefined,
): Promise<Gallery> {
	const choice = parameter<string>(context, 'shop', USUAL);
	const connect = GALLERIES.get(choice) ?? GALLERIES.get(USUAL);
	return await (connect as Connect)(context, hint);
}
