"""Settings that would be taken and then do nothing, or not what they say, are refused at the start."""

from __future__ import annotations

from graphql import GraphQLSchema

from gateway.errors import ConfigurationError
from gateway.settings import Settings


def check_settings(settings: Settings) -> None:
    """Raises ConfigurationError naming the setting."""
    if settings.trusted_documents_only and settings.documents is None:
        raise ConfigurationError("trusted_documents_only leaves nothing to answer: name a manifest in 'documents'.")
    for country in settings.markets:
        if country != country.upper():
            raise ConfigurationError(f"markets names '{country}', which no visitor can: write {country.upper()}.")
    for language in settings.languages:
        served = language.lower().partition("-")[0]
        if language != served:
            raise ConfigurationError(f"languages names '{language}', which nobody is answered in: write {served}.")


def check_stateful_subscriptions(settings: Settings, schema: GraphQLSchema) -> None:
    """The same for fields that the first supergraph does not have; a later one may lack them."""
    known = {} if schema.subscription_type is None else schema.subscription_type.fields
    for name in settings.stateful_subscriptions:
        if name not in known:
            fields = ", ".join(known)
            raise ConfigurationError(
                f"stateful_subscriptions names '{name}', which is no field of Subscription; known are {fields}."
            )
