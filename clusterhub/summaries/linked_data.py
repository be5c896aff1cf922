"""What search engines are told of a summary: the event, and the report about it."""


def linked_data(summary, page, base_url):
    address = f"{base_url}{summary.get_absolute_url()}"
    report = {
        "@type": "Report",
        "headline": page.title[:110],
        "url": address,
        "datePublished": summary.published_at.isoformat(),
        "dateModified": summary.updated_at.isoformat(),
        "inLanguage": "en",
        "abstract": " ".join(summary.published_record["key_messages"])[:500],
        "keywords": page.record["topics"],
        "encoding": [
            {"@type": "MediaObject", "encodingFormat": kind, "contentUrl": f"{address[:-1]}.{name}"}
            for name, kind in (("pdf", "application/pdf"), ("json", "application/json"))
        ],
    }
    if page.starts_at is None:
        return {"@context": "https://schema.org"} | report
    event = {
        "@type": "Event",
        "name": page.title[:110],
        "startDate": page.record["starts_at"],
        "endDate": page.record["ends_at"],
        "eventStatus": "https://schema.org/EventScheduled",
        "performer": [
            {"@type": "Person", "name": person["name"]}
            for item in page.agenda
            for person in item["people"]
        ],
        "superEvent": {"@type": "EventSeries", "name": page.record["series"]},
    }
    if summary.event:
        modes = {"on_site": "Offline", "online": "Online", "hybrid": "Mixed"}
        mode = modes[summary.event.format]
        event["eventAttendanceMode"] = f"https://schema.org/{mode}EventAttendanceMode"
        event["url"] = f"{base_url}{summary.event.get_absolute_url()}"
    return {"@context": "https://schema.org", "@graph": [event, report | {"about": event["name"]}]}
