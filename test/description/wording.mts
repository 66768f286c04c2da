/** Words that may be written small inside a title. */
const SMALL = new Set(
	'a an and as at but by for from if in into nor of off on onto or out over per so than the to up via vs when with yet'.split(
		' ',
	),
);

/** Words that have one spelling. */
const SPELLINGS = ['ID', 'IDs', 'URL', 'URLs', 'JSON', 'HTML', 'SKU', 'API', 'GraphQL', 'OAuth2'];

const misspelt = (word: string) =>
	SPELLINGS.some((right) => right.toLowerCase() === word.toLowerCase() && right !== word);

const wordsOf = (text: string) => text.split(/[\s/()[\]&,:–-]+/).filter((word) => word !== '');

/** Whether a label is in Title Case: "Return All", "Date and Time", "SKU". */
export function isTitle(text: string): boolean {
	const words = wordsOf(text);
	return (
		text === text.trim() &&
		!/\s{2}/.test(text) &&
		words.every(
			(word, index) =>
				!misspelt(word) && (/^[A-Z0-9]/.test(word) || (index > 0 && SMALL.has(word))),
		)
	);
}

/** Whether a text is in sentence case: a capital first, then only names and abbreviations. */
export function isSentence(text: string, names: string[] = []): boolean {
	const [first = '', ...others] = wordsOf(text);
	return (
		/^[A-Z]/.test(first) &&
		others.every(
			(word) => names.includes(word) || SPELLINGS.includes(word) || word === word.toLowerCase(),
		)
	);
}

/** Places in a text where one sentence ends and another begins. */
const seams = (text: string) => (text.match(/[.!?]\s+[A-Z"'<]/g) ?? []).length;

/** What is wrong with a description; nothing when it is as n8n wants it. */
export function faultsOf(description: string): string[] {
	const plain = description.replace(/<[^>]+>/g, '');
	const one = seams(plain) === 0;
	const faults: Array<[boolean, string]> = [
		[description === '', 'is empty'],
		[description !== description.trim() || /\s{2}/.test(description), 'has stray blanks'],
		[/^[a-z]/.test(plain), 'begins small'],
		[one && /[^.]\.$/.test(plain), 'is one sentence with a period'],
		[!one && !/[.!?]$/.test(plain), 'is several sentences without a last period'],
		[description.includes('`'), 'has backticks'],
		[/<br/i.test(description), 'breaks the line'],
		[/\b(?:Id|Ids|Json|Url|Urls|Api|Sku|Html)\b/.test(plain), 'misspells an abbreviation'],
		[/comma separated/i.test(plain), 'lacks the hyphen of comma-separated'],
		[/(?<![/\w])www\./.test(plain), 'has an address without its protocol'],
		[/[<>]/.test(plain), 'has angle brackets that are no HTML'],
	];
	return faults.filter(([wrong]) => wrong).map(([, fault]) => fault);
}
