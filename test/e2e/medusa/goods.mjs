// What both shops sell, ask for and own: made up here, in neither server's words.

/** More products than a server reads at once while it exports (50), so that a cut page shows. */
const PRODUCTS = 60;

const sizes = ['S', 'L'];

/** Texts that a careless reader or writer of CSV breaks. */
const awkward = {
	title: 'Mug "Größe"; blue, 0,3 l',
	description: 'First line\nsecond; line, with "quotes"',
};

/**
 * Products in a collection, of a type and with a tag: no two of these choose what all three do, so
 * that an export by all three shows when one of them is not minded.
 */
const groups = { collection: [10, 11, 12], type: [10, 11, 13], tag: [10, 12, 13] };

/** [{ handle, title, description, status, groups, image, variants: [{ title, sku, price }] }]; euros. */
export const goods = Array.from({ length: PRODUCTS }, (_, index) => {
	const number = String(index + 1).padStart(2, '0');
	return {
		handle: `mug-${number}`,
		title: `Mug ${number}`,
		description: `The mug with the number ${number}`,
		...(index === 0 ? awkward : {}),
		status: index % 4 === 3 ? 'draft' : 'published',
		groups: Object.keys(groups).filter((group) => groups[group].includes(index + 1)),
		image: `https://img.example.com/mug-${number}.png`,
		variants: sizes.map((size) => ({
			title: size,
			sku: `MUG-${number}-${size}`,
			price: 10.5 + index,
		})),
	};
});

/** E-mail addresses of the orders' customers. */
export const buyers = ['ada@example.com', 'bela@example.com', 'carl@example.com'];

/** The user that our node signs in as, and another, whose jobs it must not see. */
export const admin = { email: 'admin@example.com', password: 'secret of the admin' };
export const colleague = { email: 'colleague@example.com', password: 'secret of a colleague' };
