create index version_by_catalog_code on catalogue.item_version (catalog_code);
