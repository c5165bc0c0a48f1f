#pragma once

#include "atrium-jekyll.h"

/* A copy of a site that a test may change, and what Jekyll and the engine make of it. */

typedef struct
{
  AtriumRendering *rendering;
  GError          *error;
  gboolean         done;
} Outcome;

void            outcome_clear (Outcome *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* A copy of the site in a temporary folder, and what is asked about it. */
typedef struct
{
  char         *folder;
  AtriumJekyll *engine;
} Fixture;

void            run           (const char *const *argv);
void            copy_folder   (const char *from,
                               const char *to);
void            remove_folder (const char *folder);
char           *read_file     (const char *folder,
                               const char *path);
void            write_file    (const char *folder,
                               const char *path,
                               const char *text);
void            build_site    (const char *folder,
                               const char *destination);
char           *build_page    (const char *folder,
                               const char *output);
AtriumFileTree *tree_of       (const char *path,
                               const char *text);
void            rendered_cb   (GObject      *object,
                               GAsyncResult *result,
                               gpointer      user_data);
void            wait_for      (Outcome *outcome);
void            set_up        (Fixture       *fixture,
                               gconstpointer  preview);
void            tear_down     (Fixture       *fixture,
                               gconstpointer  preview);
gboolean        skip_without_jekyll (void);
