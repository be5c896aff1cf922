"""The open data as DCAT-AP 3 describes it, in JSON-LD. Knows no database."""

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Title, the Publications Office's file type, the registered media type where there is one.
FORMATS = {
    "csv": ("Table (CSV)", "CSV", "text/csv"),
    "jsonl": ("One JSON object a line", "JSON", None),
    "geojson": ("Map (GeoJSON)", "GEOJSON", "application/geo+json"),
}


def catalogue(*, site_name, base_url, licence, made_at, rows, files):
    """`files` are records with name, format, bytes and sha256."""
    page = f"{base_url}/open-data/"
    publisher = {
        "@id": f"{base_url}/#publisher",
        "@type": "foaf:Agent",
        "foaf:name": site_name,
        "foaf:homepage": {"@id": f"{base_url}/"},
    }
    dataset = _dataset(page, site_name, rows, made_at)
    dataset["dct:publisher"] = publisher
    dataset["dcat:distribution"] = [_distribution(page, each, licence, made_at) for each in files]
    return {
        "@context": CONTEXT,
        "@id": f"{page}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _text(f"Open data of {site_name}"),
        "dct:description": _text("What is listed in the directory, for everybody to use."),
        "dct:publisher": publisher,
        "dct:language": {"@id": f"{_AUTHORITY}/language/ENG"},
        "dct:modified": _moment(made_at),
        "dct:license": _licence(licence),
        "foaf:homepage": {"@id": page},
        "dcat:dataset": dataset,
        "dcat:service": _service(base_url, page, site_name, publisher),
    }


def _dataset(page, site_name, rows, made_at):
    return {
        "@id": f"{page}#organisations",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{page}#organisations",
        "dct:title": _text(f"Organisations listed by {site_name}"),
        "dct:description": _text(
            f"{rows} cluster organisations, businesses, research and support bodies with place, "
            "field of work, labels and numbers of members. Contacts are not part of it."
        ),
        "dcat:keyword": [_text(word) for word in ("clusters", "organisations", "industry")],
        "dcat:theme": [
            {"@id": f"{_AUTHORITY}/data-theme/ECON"},
            {"@id": f"{_AUTHORITY}/data-theme/TECH"},
        ],
        "dcat:landingPage": {"@id": page},
        "dct:accrualPeriodicity": {"@id": f"{_AUTHORITY}/frequency/DAILY"},
        "dct:spatial": {"@id": f"{_AUTHORITY}/continent/EUROPE"},
        "dct:modified": _moment(made_at),
    }


def _distribution(page, file, licence, made_at):
    title, file_type, media_type = FORMATS[file["format"]]
    address = page + file["name"]
    made = {
        "@id": f"{page}#{file['format']}",
        "@type": "dcat:Distribution",
        "dct:title": _text(title),
        "dcat:accessURL": {"@id": page},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {"@id": f"{_AUTHORITY}/file-type/{file_type}"},
        "dct:license": _licence(licence),
        "dct:modified": _moment(made_at),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file["bytes"])},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file["sha256"]},
        },
    }
    if media_type:
        made["dcat:mediaType"] = {"@id": f"{_IANA}/{media_type}"}
    return made


def _service(base_url, page, site_name, publisher):
    return {
        "@id": f"{base_url}/api/v1/",
        "@type": "dcat:DataService",
        "dct:title": _text(f"API of {site_name}"),
        "dct:publisher": {"@id": publisher["@id"]},
        "dcat:endpointURL": {"@id": f"{base_url}/api/v1/"},
        "dcat:endpointDescription": {"@id": f"{base_url}/api/v1/openapi.json"},
        "dcat:servesDataset": {"@id": f"{page}#organisations"},
    }


def _licence(licence):
    if licence.startswith(("https://", "http://")):
        return {"@id": licence, "@type": "dct:LicenseDocument"}
    return {"@type": "dct:LicenseDocument", "rdfs:label": licence}


def _text(words):
    return {"@language": "en", "@value": words}


def _moment(at):
    return {"@type": "xsd:dateTime", "@value": at.isoformat()}
