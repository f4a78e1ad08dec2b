import type { App } from '#app';
import { demoSignIns, type DemoSignIn } from '#identity';
import { translator } from '#kernel';

/** Tells whoever started the program where it is and, in demo mode, who they may be. */
export async function announce(app: App, origin: string | undefined): Promise<void> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  print(origin === undefined ? 'Tongban works in the background.' : `Tongban is at ${origin}`);
  const signIns = await demoSignIns(app);
  if (origin === undefined || signIns.length === 0) return;
  print(`Demo sign-ins (password ${signIns[0]?.password ?? ''}; all people are invented):`);
  for (const signIn of signIns) print(`  ${signIn.login.padEnd(18)}${description(signIn)}`);
}

function description({ name, role, unit, organisation }: DemoSignIn): string {
  return [name, translator()(`identity.role.${role}`), unit ?? organisation].filter(Boolean).join(' · ');
}
