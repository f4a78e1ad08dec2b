-- How far each witness has come is asked by its name.
create index cosignature_by_witness on ledger.cosignature (witness, size desc);
