/** What people look for at a turn of life, in the order they need it. Items that the catalogue does not have are left out. */
export const lifeEvents: Readonly<Record<string, readonly string[]>> = {
  papers: ['LJ-GA-002', 'LJ-GA-001', 'LJ-RS-002', 'LJ-GA-008', 'LJ-GA-003'],
  birth: ['LJ-WJ-002', 'LJ-WJ-001', 'LJ-GA-004', 'LJ-YB-001', 'LJ-YB-003'],
  school: ['LJ-JT-001', 'LJ-JT-003', 'LJ-JT-004', 'LJ-WJ-003'],
  work: ['LJ-RS-006', 'LJ-RS-007', 'LJ-RS-009', 'LJ-RS-004'],
  shop: ['LJ-SC-001', 'LJ-SC-005', 'LJ-XF-001', 'LJ-CG-001', 'LJ-WL-005'],
  house: ['LJ-GJ-001', 'LJ-GJ-002', 'LJ-ZR-001', 'LJ-GG-001', 'LJ-ZJ-003'],
  health: ['LJ-YB-002', 'LJ-YB-004', 'LJ-YB-006'],
  old: ['LJ-RS-005', 'LJ-MZ-004', 'LJ-MZ-005', 'LJ-CL-001'],
  farewell: ['LJ-GA-005', 'LJ-MZ-008', 'LJ-RS-012', 'LJ-GJ-007'],
};
