/** Vocabulary of the seeded shop: an outdoor shop in Toronto. */
export const VENDORS = [
	'Northbound',
	'Pine & Paddle',
	"Levi's",
	'Granite Works',
	'Tidewater',
	'Alpenglow',
];
export const TYPES = [
	'Jacket',
	'Backpack',
	'Tent',
	'Drinkware',
	'Footwear',
	'Lamp',
	'Blanket',
	'Stove',
];
export const ADJECTIVES = [
	'Light',
	'Trail',
	'Harbour',
	'Summit',
	'Cedar',
	'Quiet',
	'Ember',
	'Glacier',
	'Meadow',
];
export const TAGS = [
	'bestseller',
	'eco-friendly',
	'gift',
	'new',
	'sale',
	'summer',
	'winter',
	'Made in Canada',
];
export const COLOURS = ['Black', 'Blue', 'Green', 'Red', 'Sand'];
export const SIZES = ['S', 'M', 'L', 'XL'];
export const FIRST_NAMES = [
	'Ada',
	'Bruno',
	'Chloé',
	'Dmitri',
	'Élise',
	'Farah',
	'Gordon',
	'Hana',
	'Ivo',
	'Jun',
	'Kofi',
	'Lena',
];
export const LAST_NAMES = [
	'Archer',
	'Bélanger',
	'Chen',
	"D'Souza",
	'Eriksen',
	'Fournier',
	'Gagnon',
	'Hughes',
	'Ito',
	'Jansen',
];
export const CUSTOMER_TAGS = ['VIP', 'wholesale', 'newsletter', 'repeat'];
export const ORDER_TAGS = ['gift', 'priority', 'fragile', 'Repeat Customer'];
export const NOTES = [
	'Please gift wrap the items.',
	'Leave at the side door.',
	'Call before delivery: "ring twice".',
];
export const STREETS = [
	'King St W',
	'Rue Sainte-Catherine',
	'Granville St',
	'Portage Ave',
	'Main St',
];

export interface Place {
	city: string;
	province: string;
	provinceCode: string;
	country: string;
	countryCode: string;
	zip: string;
	taxTitle: string;
	taxRate: number;
	latitude: number;
	longitude: number;
}

export const PLACES: Place[] = [
	place('Toronto', 'Ontario', 'ON', 'M5V 1L9', 'HST', 0.13, 43.6446, -79.3954),
	place('Ottawa', 'Ontario', 'ON', 'K1P 5M7', 'HST', 0.13, 45.4208, -75.6923),
	place('Montréal', 'Quebec', 'QC', 'H3B 1A1', 'GST', 0.05, 45.5019, -73.5674),
	place('Vancouver', 'British Columbia', 'BC', 'V6C 1T2', 'GST', 0.05, 49.2869, -123.1133),
	place('Winnipeg', 'Manitoba', 'MB', 'R3C 0A5', 'GST', 0.05, 49.8954, -97.1385),
	{
		...place('Buffalo', 'New York', 'NY', '14202', 'State Tax', 0.08, 42.8864, -78.8784),
		country: 'United States',
		countryCode: 'US',
	},
];

function place(
	city: string,
	province: string,
	provinceCode: string,
	zip: string,
	taxTitle: string,
	taxRate: number,
	latitude: number,
	longitude: number,
): Place {
	const country = { country: 'Canada', countryCode: 'CA' };
	return { city, province, provinceCode, zip, taxTitle, taxRate, latitude, longitude, ...country };
}
