#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATRIUM_TYPE_WELCOME (atrium_welcome_get_type ())
/* What stands in a window without a document: how to get one, and the last ones. */
G_DECLARE_FINAL_TYPE (AtriumWelcome, atrium_welcome, ATRIUM, WELCOME, GtkWidget)

G_END_DECLS
