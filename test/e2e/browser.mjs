// Chromium, and the few movements of n8n's editor that the tests need.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { workFolder } from './install.mjs';
import { run } from './processes.mjs';

// playwright-core is installed after this file is loaded.
const require = createRequire(import.meta.url);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function findProgram() {
	if (process.env.CHROMIUM) return process.env.CHROMIUM;
	const folders = (process.env.PATH ?? '').split(':');
	return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync);
}

/**
 * The program file of Chromium, or of the browser that CHROMIUM names. Root on Debian or Ubuntu gets
 * it installed; anybody else is told how.
 */
export async function installChromium() {
	const found = findProgram();
	if (found) return found;
	const advice = 'Chromium is missing: install it, or name a browser in CHROMIUM.';
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(advice);
	console.log('Installing Chromium …');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const apt = async (...args) =>
		await run('apt-get', args, { env, log: join(workFolder, 'logs', `apt-${args[0]}.log`) });
	await apt('update');
	await apt('install', '--yes', '--no-install-recommends', 'chromium', 'fonts-liberation');
	const program = findProgram();
	if (!program) throw new Error(advice);
	return program;
}

/** Selects by n8n's own test marks. */
const mark = (id) => `[data-test-id="${id}"]`;

/** n8n's editor, in a browser that reaches no other host than our n8n's. */
export class Editor {
	constructor(browser, page, url) {
		Object.assign(this, { browser, page, url });
		/** Addresses that the editor asked for beyond our n8n: should stay empty. */
		this.strangers = new Set();
	}

	/** Starts Chromium and opens the log-in page. */
	static async open(url) {
		const { chromium } = require('playwright-core');
		const browser = await chromium.launch({
			executablePath: await installChromium(),
			args: [
				'--no-sandbox',
				'--disable-quic',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run',
				'--disable-dev-shm-usage',
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
			],
		});
		const context = await browser.newContext({ viewport: { width: 1400, height: 840 } });
		const page = await context.newPage();
		page.setDefaultTimeout(15_000);
		const editor = new Editor(browser, page, url);
		page.on('request', (request) => {
			const address = request.url();
			const ours = address.startsWith(url) || /^(data|blob):/.test(address);
			if (!ours) editor.strangers.add(new URL(address).host);
		});
		return editor;
	}

	async close() {
		await this.browser.close();
	}

	/** The element with n8n's test mark. */
	at(id) {
		return this.page.locator(mark(id));
	}

	async logIn({ email, password }) {
		await this.page.goto(`${this.url}/signin`, { waitUntil: 'domcontentloaded' });
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(email);
		await this.page.locator('input[name="password"]').fill(password);
		await this.at('form-submit-button').click();
		await this.page.waitForURL((address) => !address.pathname.includes('signin'));
	}

	async openWorkflow(id) {
		await this.page.goto(`${this.url}/workflow/${id}`, { waitUntil: 'domcontentloaded' });
		await this.at('canvas-node').first().waitFor();
	}

	/** Opens a node's panel from the canvas. */
	async openNode(name) {
		await this.page.locator(`${mark('canvas-node')}[data-node-name="${name}"]`).dblclick();
		await this.at('node-parameters').waitFor();
	}

	/** Closes n8n's messages in the corner, which would cover what a picture shows. */
	async dismissMessages() {
		const close = this.page.locator('.el-notification__closeBtn');
		// All at once: a message that goes away by itself cannot be clicked one after the other.
		await close.evaluateAll((buttons) => buttons.forEach((button) => button.click()));
		await close.first().waitFor({ state: 'detached' });
	}

	/** Closes a node's panel. */
	async closeNode() {
		await this.at('ndv-close-button').click();
		await this.at('node-parameters').waitFor({ state: 'detached' });
	}

	/** A picture of the whole editor, or of a part of it: {x, y, width, height}. */
	async picture(file, clip) {
		await this.page.waitForTimeout(400);
		await this.page.screenshot({ path: file, animations: 'disabled', clip });
	}
}
