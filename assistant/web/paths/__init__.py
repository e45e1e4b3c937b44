"""The pages "Kan vi søge?" and "Er vi en SMV?": the service's paths of questions as plain forms."""

from assistant.web.paths.routes import make_paths_router

__all__ = ["make_paths_router"]
