import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');
const CACHE = join(ROOT, '.cache');
const FONTS = join(ROOT, 'node_modules/@expo-google-fonts/noto-sans-sc');

/** How to start the Chromium that npm brought: its program, and the environment with its libraries and our fonts. */
export interface Chromium {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** Unpacks Chromium into `.cache` the first time; test files that start together do not see half of it. */
export function chromium(): Chromium {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(ROOT, 'node_modules/@sparticuz/chromium/package.json'), 'utf8')));
  const home = join(CACHE, `chromium-${version}`);
  if (!existsSync(home)) unpack(home);
  return {
    executablePath: join(home, 'chromium'),
    env: {
      ...definedEnvironment(),
      HOME: home,
      FONTCONFIG_FILE: join(home, 'fonts.conf'),
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
    },
  };
}

function unpack(home: string): void {
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(`${home}.new-`);
  try {
    // Its own process: the package unpacks to wherever TMPDIR points when it is imported, and only in what it takes for
    // a Lambda does it bring the libraries that bare machines lack.
    const program = `await (await import('@sparticuz/chromium')).default.executablePath()`;
    execFileSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: ROOT,
      env: { ...definedEnvironment(), TMPDIR: draft, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
    });
    writeFileSync(join(draft, 'fonts.conf'), fontConfiguration(home));
    moveIntoPlace(draft, home);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function moveIntoPlace(draft: string, home: string): void {
  try {
    renameSync(draft, home);
  } catch (error) {
    if (!existsSync(home)) throw error; // otherwise another test file was faster
  }
}

/** Two weights of one family, so that a screenshot looks the same on every machine. */
function fontConfiguration(home: string): string {
  const directories = ['400Regular', '700Bold'].map((weight) => `<dir>${join(FONTS, weight)}</dir>`);
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${directories.join('')}<cachedir>${join(home, 'fontconfig')}</cachedir></fontconfig>
`;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
