// The largest forms as the editor shows them, filled in. The pictures are for looking at.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Editor } from '../browser.mjs';
import { root } from '../install.mjs';
import { owner } from '../n8n.mjs';
import { byId, chain, shopify } from '../workflows.mjs';

const images = process.env.E3IMG ?? join(root, "docs", "images");

const address = {
	firstName: 'Jo',
	lastName: 'Parcel',
	address1: '150 Elgin Street',
	city: 'Ottawa',
	country: 'Canada',
	province: 'Ontario',
	zip: 'K2P 1L4',
	default: true,
};
const metafields = {
	metafield: [{ namespace: 'custom', key: 'points', type: 'number_integer', value: '42' }],
};
const consent = { state: 'subscribed', optInLevel: 'single_opt_in' };

/** Values that open a form's parts, by "resource/operation". */
const filled = {
	'customer/create': {
		email: 'jo.parcel@example.com',
		additionalFields: {
			addresses: { address: [address] },
			currency: '',
			emailMarketingConsent: { email: consent },
			metafields,
			note: 'Rings twice',
			phone: '',
			smsMarketingConsent: { sms: consent },
			tags: ['loyal', ''],
			taxExempt: false,
			verifiedEmail: false,
		},
	},
	'customer/update': {
		customerId: { __rl: true, mode: 'list', value: '' },
		updateFields: {
			addresses: { address: [{ ...address, id: { __rl: true, mode: 'list', value: '' } }] },
			email: 'jo.parcel@example.com',
			emailMarketingConsent: { email: consent },
			firstName: '',
			metafields,
			tags: ['loyal'],
		},
	},
	'draftOrder/create': {
		draftOrderLineItems: {
			lineItem: [
				{
					variantId: { __rl: true, mode: 'list', value: '' },
					title: 'Engraving',
					price: 4.5,
					quantity: 2,
					appliedDiscount: { discount: { value: 10, valueType: 'percentage' } },
					properties: { property: [{ name: 'Text', value: 'For Jo' }] },
				},
				{ variantId: byId('39072856'), quantity: 1 },
			],
		},
		customer: { id: { __rl: true, mode: 'list', value: '' } },
		additionalFields: {
			appliedDiscount: { discount: { value: 5, valueType: 'fixed_amount' } },
			note: '',
			shippingLine: { line: { title: 'Standard Shipping', price: 5 } },
			useCustomerDefaultAddress: true,
		},
	},
	'fulfillment/create': {
		lineItemsByFulfillmentOrder: {
			fulfillmentOrder: [
				{
					fulfillmentOrderId: { __rl: true, mode: 'list', value: '' },
					fulfillmentOrderLineItems: {
						lineItem: [{ id: { __rl: true, mode: 'list', value: '' }, quantity: 1 }],
					},
				},
			],
		},
		additionalFields: {
			message: '',
			notifyCustomer: false,
			originAddress: { address: { city: 'Ottawa', countryCode: 'CA' } },
			trackingInfo: { company: '', number: '', url: '' },
		},
	},
	'product/create': {
		title: 'Parcel Lamp',
		additionalFields: {
			addTags: ['lamp'],
			bodyHtml: '<p>Shines <em>inside</em> the box.</p>',
			images: { image: [{ src: '', alt: '' }] },
			metafields,
			options: { option: [{ name: 'Color', values: ['Blue', 'Red'] }] },
			productType: '',
			published: true,
			status: 'active',
			templateSuffix: '',
			variants: { variant: [{ option1: 'Blue', price: 20 }] },
			vendor: '',
		},
	},
	'product/update': {
		productId: { __rl: true, mode: 'list', value: '' },
		updateFields: {
			addTags: ['lamp'],
			options: { option: [{ name: 'Color', values: ['Green'] }] },
			publishedAt: '2026-12-01T09:00:00',
			titleUpdate: '',
			variants: {
				variant: [{ option1: 'Green', updateFields: { price: 22.5, weight: 1.5, weightUnit: 'kg' } }],
			},
		},
	},
};

/** A picture of the open node's form, as long as the form is. */
async function picture(editor, file) {
	const panel = editor.at('node-parameters');
	const { x, y, width } = await panel.boundingBox();
	const bottoms = await panel
		.locator('[data-test-id="parameter-item"]')
		.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().bottom));
	await editor.page.waitForTimeout(400);
	await editor.page.screenshot({
		path: file,
		animations: 'disabled',
		clip: { x, y, width, height: Math.max(...bottoms) - y + 12 },
	});
}

export async function formChecks(steps, { n8n }) {
	const editor = await Editor.open(n8n.url);
	try {
		await editor.logIn(owner);
		await editor.page.setViewportSize({ width: 1400, height: 3600 });
		for (const [of, parameters] of Object.entries(filled)) {
			await steps.check(`Form of ${of}`, async () => {
				const [resource, operation] = of.split('/');
				const node = shopify('Node', { resource, operation, ...parameters });
				const { id } = await n8n.rest.createWorkflow(chain(`Form of ${of}`, [node]));
				await editor.openWorkflow(id);
				await editor.openNode('Node');
				await picture(editor, join(images, `form-${resource}-${operation}.png`));
			});
		}
	} finally {
		await editor.close();
	}
}
